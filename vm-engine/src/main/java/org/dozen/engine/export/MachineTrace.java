// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.failure.TraceFailure;
import org.dozen.engine.history.Mark;
import org.dozen.engine.machine.Machine;

import java.nio.file.Path;
import java.util.List;

/** A trace of a machine being written to a file: from now on, until it is finished. */
public final class MachineTrace implements AutoCloseable {
    private final Machine machine;
    private final TraceWriter writer;
    private final Machine.Listening tapping;
    private final long lostBefore;

    private MachineTrace(Machine machine, TraceWriter writer) {
        this.machine = machine;
        this.writer = writer;
        this.lostBefore = machine.state().active() ? machine.hostCalls().lost() : 0;
        this.tapping = machine.tap(writer);
    }

    /**
     * Begins a trace. To have a whole run, begin before the machine is started.
     *
     * @throws TraceFailure if the file cannot be written
     */
    public static MachineTrace begin(Machine machine, Path file, TraceFormat format) {
        return new MachineTrace(
                machine,
                new TraceWriter(file, format, () -> origin(machine), () -> marks(machine)));
    }

    private static long origin(Machine machine) {
        return machine.history()
                .map(history -> history.calls().originNanos())
                .orElseGet(System::nanoTime);
    }

    private static List<Mark> marks(Machine machine) {
        return machine.history().map(history -> history.marks().list()).orElse(List.of());
    }

    /** Calls that have come so far. Any thread. */
    public long calls() {
        return writer.taken();
    }

    /**
     * Ends the trace.
     *
     * @return calls in the file
     * @throws TraceFailure if the file ends early because the disk was full, or cannot be renamed
     */
    public long finish() throws InterruptedException {
        tapping.close();
        return writer.finish(Math.max(0, machine.hostCalls().lost() - lostBefore));
    }

    /** Ends it; what was not finished stays under a name with {@code .part} behind it. */
    @Override
    public void close() {
        tapping.close();
        writer.close();
    }
}
