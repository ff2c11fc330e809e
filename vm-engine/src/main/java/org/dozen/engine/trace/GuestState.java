// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

/** What a machine says it is doing, as in {@code enum dozen_state}. */
public enum GuestState {
    NEW(0),
    STARTING(1),
    SEALED(2),
    RUNNING(3),
    HALTING(4),
    ENDED(5);

    private static final GuestState[] ALL = values();

    private final int number;

    GuestState(int number) {
        this.number = number;
    }

    /** Its number in the control page. */
    int number() {
        return number;
    }

    /** A forged number counts as the last thing that can be true while there is a process. */
    static GuestState of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : RUNNING;
    }

    /** The filter is installed, or so it says. */
    public boolean sealed() {
        return compareTo(SEALED) >= 0;
    }
}
