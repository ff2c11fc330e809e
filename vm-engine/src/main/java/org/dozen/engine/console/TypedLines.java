// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Passes console input on unchanged and tells each line that was typed, as well as can be told from
 * the keys alone: corrections by backspace and Ctrl-U are followed, arrow keys and recalled lines
 * are not. Nobody here knows whether the guest echoes, so a password is a line as well.
 */
public final class TypedLines extends FilterOutputStream {
    private static final int MOST = 200;
    private static final int ESCAPE = 0x1b;
    private static final int BACKSPACE = 0x08;
    private static final int DELETE = 0x7f;
    private static final int CONTROL_C = 0x03;
    private static final int CONTROL_U = 0x15;

    private final Consumer<String> told;
    private final byte[] line = new byte[MOST];
    private int length;
    private boolean escaped;

    /**
     * Lines of what goes to a stream.
     *
     * @param told is told of each line that is not blank, on the writer's thread
     */
    public TypedLines(OutputStream to, Consumer<String> told) {
        super(to);
        this.told = told;
    }

    @Override
    public void write(int one) throws IOException {
        note(one & 0xff); // first: what a line leads to comes after it
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            note(bytes[offset + i] & 0xff);
        }
        out.write(bytes, offset, count);
    }

    private synchronized void note(int key) {
        if (escaped) {
            // An arrow or function key: letters, brackets and digits up to a final letter.
            escaped = key == '[' || key == 'O' || key == ';' || (key >= '0' && key <= '9');
            return;
        }
        switch (key) {
            case '\r', '\n' -> tell();
            case ESCAPE -> escaped = true;
            case BACKSPACE, DELETE -> length = Math.max(0, length - 1);
            case CONTROL_C, CONTROL_U -> length = 0;
            default -> {
                if (key >= ' ' && length < MOST) {
                    line[length++] = (byte) key;
                }
            }
        }
    }

    private void tell() {
        String typed = new String(line, 0, length, StandardCharsets.UTF_8).strip();
        length = 0;
        if (!typed.isEmpty()) {
            told.accept(typed);
        }
    }
}
