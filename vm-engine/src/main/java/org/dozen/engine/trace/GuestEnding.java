// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

/** How a machine says it ended, as in {@code enum dozen_ending}. */
public enum GuestEnding {
    NONE(0),
    POWEROFF(1),
    REBOOT(2),
    PANIC(3),
    START(4);

    private static final GuestEnding[] ALL = values();

    private final int number;

    GuestEnding(int number) {
        this.number = number;
    }

    /** Its number in the control page. */
    int number() {
        return number;
    }

    static GuestEnding of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : NONE;
    }
}
