// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.hostcalls.RunSource;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.app.machine.MachineViewModel;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallSnapshot;

import java.util.Optional;

/** A machine's run as the host-call panel wants it. */
record RunOfMachine(MachineViewModel model) implements RunSource {
    @Override
    public HostCallSnapshot hostCalls() {
        return model.machine().hostCalls();
    }

    @Override
    public SealReport seal() {
        return model.machine().seal();
    }

    @Override
    public WitnessReport witness() {
        return model.machine().witness();
    }

    @Override
    public Optional<TimelineSource> history() {
        return model.machine().history().map(TimelineSource::of);
    }

    @Override
    public boolean active() {
        return model.machine().state().active();
    }

    @Override
    public long beginNanos() {
        return model.beginNanos();
    }
}
