// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.hostcall.RefusedCall;

/**
 * Is told what happens to a machine. Called on threads of the engine, one call at a time per
 * machine and in order; a listener must return quickly and must not throw.
 */
public interface MachineListener {
    /** The state has changed. */
    default void stateChanged(Machine machine, MachineState from, MachineState to) {}

    /** A host call was refused. Not called for each one in a flood; the snapshot has the counts. */
    default void refused(Machine machine, RefusedCall call) {}

    /** Something that a person should know, in one sentence, although the machine goes on. */
    default void warned(Machine machine, String sentence) {}
}
