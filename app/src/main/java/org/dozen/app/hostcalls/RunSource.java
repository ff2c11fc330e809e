// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallSnapshot;

/** Where the panel takes its figures from, once per frame. All methods are cheap and never wait. */
public interface RunSource {
    HostCallSnapshot hostCalls();

    SealReport seal();

    WitnessReport witness();

    /** Whether the run goes on: time passes on the chart only while it does. */
    boolean active();

    /**
     * When the run began, in {@link System#nanoTime()}; changes with every new run, 0 before the
     * first.
     */
    long beginNanos();
}
