// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.failure.EngineFailure;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run of a machine ended.
 *
 * @param kind in one word
 * @param commandStatus exit status of the machine's command, 0..255, if it ran one to its end
 * @param processStatus exit code of the process, or 128 + signal if a signal ended it
 * @param failure what went wrong, empty if nothing did
 */
public record Ending(
        Kind kind, OptionalInt commandStatus, int processStatus, Optional<EngineFailure> failure) {

    /** How a run ended. */
    public enum Kind {
        /** The guest powered off. */
        POWERED_OFF,
        /** The guest asked for a reboot. */
        REBOOT,
        /** We ended it by force because somebody asked us to. */
        FORCED,
        /** The guest kernel gave up. */
        PANIC,
        /** Strict mode: a refused call ended it. */
        REFUSED_CALL,
        /** Something else killed it. */
        KILLED,
        /** It could not start. */
        NOT_STARTED
    }
}
