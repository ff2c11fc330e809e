// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.export.TraceTarget;
import org.dozen.engine.export.MachineTrace;
import org.dozen.engine.export.TraceFormat;
import org.dozen.engine.machine.Machine;

import java.nio.file.Path;

/** A machine's calls as the export wants them. */
record TraceOfMachine(Machine machine) implements TraceTarget {
    @Override
    public boolean active() {
        return machine.state().active();
    }

    @Override
    public Writing begin(Path file, TraceFormat format) {
        return new OfTrace(MachineTrace.begin(machine, file, format));
    }

    private record OfTrace(MachineTrace trace) implements Writing {
        @Override
        public long calls() {
            return trace.calls();
        }

        @Override
        public long finish() throws InterruptedException {
            return trace.finish();
        }
    }
}
