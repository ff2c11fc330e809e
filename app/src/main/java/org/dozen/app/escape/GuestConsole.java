// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

/** The console of a machine, as far as something is to be typed there. */
public interface GuestConsole {
    /** Whether the machine runs. */
    boolean running();

    /** Whether its boot has come to its first prompt. */
    boolean prompted();

    /** What is on the screen, line by line. */
    String screen();

    /** Types a line and Enter, and gives the console the focus. */
    void type(String line);
}
