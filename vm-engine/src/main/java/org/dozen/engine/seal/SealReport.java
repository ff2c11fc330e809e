// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.seal;

import java.time.Instant;

/**
 * What the host kernel says about a machine's seal, from {@code /proc/PID/status}.
 *
 * @param state whether it is sealed
 * @param seccompMode 0 none, 1 strict, 2 filter; -1 = not read
 * @param filters how many filters are installed; -1 = this kernel does not say
 * @param noNewPrivileges the process can never gain privileges
 * @param checked when the host kernel was asked
 */
public record SealReport(
        State state, int seccompMode, int filters, boolean noNewPrivileges, Instant checked) {

    /** Whether the host kernel confirms the seal. */
    public enum State {
        /** The machine has not reached its seal, or the host kernel was not asked yet. */
        NOT_YET,
        /** A filter is installed and new privileges are ruled out: verified by the host kernel. */
        SEALED,
        /** The machine says that it is sealed, the host kernel says that it is not. */
        BROKEN
    }

    /** Before anything is known. */
    public static SealReport notYet() {
        return new SealReport(State.NOT_YET, -1, -1, false, Instant.EPOCH);
    }

    public boolean sealed() {
        return state == State.SEALED;
    }
}
