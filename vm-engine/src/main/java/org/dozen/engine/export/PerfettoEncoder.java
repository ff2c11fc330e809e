// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.SystemCalls;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.ArgumentDigest;
import org.dozen.engine.trace.HostCallRecord;

/**
 * Chrome's trace event format, which Perfetto's viewer opens: one track for each of the twelve,
 * marks across all of them. Times are in microseconds there.
 */
final class PerfettoEncoder implements TraceEncoder {
    private static final int PROCESS = 1;
    private static final int NANOS_PER_MICRO = 1000;

    @Override
    public void begin(StringBuilder to) {
        to.append("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n");
        name("process_name", 0, "machine", to);
        for (HostCall call : TheTwelve.list()) {
            to.append(",\n");
            name("thread_name", call.row() + 1, call.name(), to);
        }
    }

    private static void name(String what, int track, String name, StringBuilder to) {
        to.append("{\"ph\":\"M\",\"pid\":").append(PROCESS).append(",\"tid\":").append(track);
        to.append(",\"name\":\"").append(what).append("\",\"args\":{\"name\":");
        TraceEncoder.quote(name, to);
        to.append("}}");
    }

    @Override
    public void call(TraceEvent.Call call, StringBuilder to) {
        HostCallRecord record = call.record();
        to.append(",\n{\"ph\":\"X\",\"cat\":\"host\",\"pid\":").append(PROCESS);
        to.append(",\"tid\":").append(record.call().row() + 1);
        to.append(",\"ts\":");
        micros(record.startNanos(), to);
        to.append(",\"dur\":");
        micros(record.durationNanos(), to);
        to.append(",\"name\":\"").append(record.call().name()).append("\",\"args\":{");
        to.append("\"arguments\":");
        TraceEncoder.quote(ArgumentDigest.words(record.call(), record.argument()), to);
        to.append(",\"result\":").append(record.result());
        to.append(",\"guestPid\":").append(record.guestPid()).append(",\"guestCall\":");
        int guestCall = record.guestCall();
        TraceEncoder.quote(guestCall < 0 ? "none" : SystemCalls.name(guestCall), to);
        to.append("}}");
    }

    @Override
    public void note(TraceEvent.Note note, StringBuilder to) {
        to.append(",\n{\"ph\":\"i\",\"s\":\"g\",\"pid\":").append(PROCESS).append(",\"tid\":0");
        to.append(",\"ts\":");
        micros(note.atNanos(), to);
        to.append(",\"cat\":");
        TraceEncoder.quote(note.kind(), to);
        to.append(",\"name\":");
        TraceEncoder.quote(note.kind() + ": " + note.text(), to);
        to.append('}');
    }

    @Override
    public void end(TraceEvent.End end, StringBuilder to) {
        to.append("\n],\"otherData\":{\"program\":\"dozen\",\"calls\":").append(end.calls());
        to.append(",\"lost\":").append(end.lost()).append(",\"trouble\":");
        TraceEncoder.quote(end.trouble(), to);
        to.append("}}\n");
    }

    private static void micros(long nanos, StringBuilder to) {
        long positive = Math.max(0, nanos);
        String fraction = Long.toString(NANOS_PER_MICRO + positive % NANOS_PER_MICRO);
        to.append(positive / NANOS_PER_MICRO).append('.').append(fraction, 1, fraction.length());
    }
}
