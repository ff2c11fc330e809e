// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

/** States of a machine. Every change is made by compare-and-set from an expected state. */
public enum MachineState {
    /** Never started. */
    STOPPED,
    /** The process is being started, up to the first guest program. */
    STARTING,
    /** Guest programs run. */
    RUNNING,
    /** Asked to stop, not ended yet. */
    STOPPING,
    /** The run ended as somebody wanted: {@link Machine#ending()} says how. */
    ENDED,
    /** The run ended badly or did not come about: {@link Machine#ending()} says why. */
    FAILED;

    /** There is a process, or there is about to be one. */
    public boolean active() {
        return this == STARTING || this == RUNNING || this == STOPPING;
    }
}
