// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineMemory;
import org.dozen.engine.trace.GuestCallCounts;
import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;
import org.dozen.engine.trace.Milestone;
import org.dozen.engine.trace.TurnTimes;
import org.dozen.engine.witness.Testimony;
import org.dozen.engine.witness.WitnessBoard;

import tools.jackson.core.JsonGenerator;

import java.time.Duration;
import java.util.Locale;

/** What a run did, as one JSON object. Its fields are documented in docs/howto/command-line.md. */
final class RunReport {
    private RunReport() {}

    /**
     * The report.
     *
     * @param exit the exit code that dozen ends with
     */
    static String json(Machine machine, int exit) {
        HostCallSnapshot calls = machine.hostCalls();
        return JsonText.of(out -> {
            out.writeStartObject();
            out.writeBooleanProperty("sealed", machine.seal().sealed());
            hostCalls(out, calls);
            refused(out, calls);
            out.writeNumberProperty("guestCalls", calls.guestCalls());
            guestCalls(out, machine.guestCalls());
            turns(out, machine.turns());
            boot(out, machine);
            memory(out, machine.memory());
            out.writeNumberProperty("exit", exit);
            witnesses(out, machine.witnesses());
            out.writeEndObject();
        });
    }

    private static void hostCalls(JsonGenerator out, HostCallSnapshot calls) {
        out.writeArrayPropertyStart("hostCalls");
        for (HostCallCount row : calls.rows()) {
            out.writeStartObject();
            out.writeStringProperty("name", row.call().name());
            out.writeNumberProperty("number", row.call().number());
            out.writeNumberProperty("count", row.count());
            out.writeNumberProperty("nanos", row.nanos());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void guestCalls(JsonGenerator out, GuestCallCounts counts) {
        out.writeNumberProperty("guestCallsTrapped", counts.trapped());
        out.writeNumberProperty("sitesRewritten", counts.sitesRewritten());
    }

    private static void turns(JsonGenerator out, TurnTimes turns) {
        out.writeObjectPropertyStart("turns");
        out.writeNumberProperty("count", turns.count());
        out.writeNumberProperty("nanos", turns.total().toNanos());
        out.writeNumberProperty("longest", turns.longest().toNanos());
        out.writeEndObject();
    }

    private static void refused(JsonGenerator out, HostCallSnapshot calls) {
        out.writeArrayPropertyStart("refused");
        for (RefusedCall call : calls.refused()) {
            out.writeStartObject();
            out.writeStringProperty("name", call.name());
            out.writeStringProperty("arguments", call.arguments());
            out.writeStringProperty("address", "0x" + Long.toHexString(call.address()));
            out.writeNumberProperty("count", call.count());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void witnesses(JsonGenerator out, WitnessBoard board) {
        out.writeArrayPropertyStart("witnesses");
        for (Testimony testimony : board.testimonies()) {
            out.writeStartObject();
            out.writeStringProperty("name", testimony.witness().label());
            String verdict = testimony.verdict().name().toLowerCase(Locale.ROOT);
            out.writeStringProperty("verdict", verdict.replace('_', ' '));
            out.writeStringProperty("sentence", testimony.sentence());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void boot(JsonGenerator out, Machine machine) {
        out.writeObjectPropertyStart("boot");
        for (Milestone milestone : Milestone.values()) {
            machine.boot()
                    .to(milestone)
                    .map(Duration::toNanos)
                    .ifPresent(nanos -> out.writeNumberProperty(milestone.label(), nanos / 1000));
        }
        out.writeEndObject();
    }

    private static void memory(JsonGenerator out, MachineMemory memory) {
        out.writeObjectPropertyStart("memory");
        out.writeNumberProperty("configured", memory.configured());
        out.writeNumberProperty("guestTotal", memory.guestTotal());
        out.writeNumberProperty("guestFree", memory.guestFree());
        out.writeNumberProperty("resident", memory.resident());
        out.writeNumberProperty("residentPeak", memory.residentPeak());
        out.writeEndObject();
    }
}
