// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.console.Console;
import org.dozen.engine.machine.Machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Passes standard input on to a machine's console, on a thread of its own. */
final class TypedInput {
    /** Ctrl-], as with telnet. */
    private static final byte ESCAPE = 0x1d;

    private static final int ESCAPES_TO_END = 3;
    private static final byte CONTROL_D = 4;
    private static final int CHUNK = 4096;
    private static final String POWER_OFF = "\npoweroff\n";

    private final Machine machine;
    private final InputStream from;
    private final boolean typed;
    private int escapes;

    /**
     * Input for a machine.
     *
     * @param typed a person types it: then Ctrl-] three times in a row ends the machine
     */
    TypedInput(Machine machine, InputStream from, boolean typed) {
        this.machine = machine;
        this.from = from;
        this.typed = typed;
    }

    void run() {
        byte[] buffer = new byte[CHUNK];
        try {
            int got = from.read(buffer);
            while (got > 0) {
                if (typed && endsMachine(buffer, got)) {
                    machine.forceStop();
                    return;
                }
                write(buffer, got);
                got = from.read(buffer);
            }
            endOfInput();
        } catch (IOException machineEnded) {
            // Nobody takes what is typed any more.
        }
    }

    private boolean endsMachine(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            escapes = buffer[i] == ESCAPE ? escapes + 1 : 0;
            if (escapes == ESCAPES_TO_END) {
                return true;
            }
        }
        return false;
    }

    private void write(byte[] buffer, int length) throws IOException {
        Optional<Console> console = machine.console();
        if (console.isPresent()) {
            OutputStream to = console.get().input();
            to.write(buffer, 0, length);
        }
    }

    /**
     * Types what a person would type last. A shell gets to it when it has done all before; Ctrl-D
     * would only make init start another shell.
     */
    private void endOfInput() throws IOException {
        if (machine.settings().command().isEmpty()) {
            byte[] last = POWER_OFF.getBytes(StandardCharsets.US_ASCII);
            write(last, last.length);
        } else {
            write(new byte[] {CONTROL_D}, 1); // the command decides when it is over
        }
    }
}
