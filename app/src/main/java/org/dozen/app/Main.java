// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.cli.CommandLineMain;

/** Where the program starts. Loads nothing of the window for a command line. */
public final class Main {
    private Main() {}

    /** Opens the window without arguments; with arguments it is a command line. */
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            CommandLineMain.main(arguments);
            return;
        }
        int code = WindowStart.open();
        if (code != 0) {
            System.exit(code);
        }
    }
}
