// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallSnapshot;

import java.util.Optional;

/** Where the panel takes its figures from, once per frame. All methods are cheap and never wait. */
public interface RunSource {
    HostCallSnapshot hostCalls();

    SealReport seal();

    WitnessReport witness();

    /** What is remembered of the run; equal while it is the same run. */
    Optional<TimelineSource> history();

    /** Whether the run goes on: time passes in the trails only while it does. */
    boolean active();

    /**
     * When the run began, in {@link System#nanoTime()}; changes with every new run, 0 before the
     * first.
     */
    long beginNanos();
}
