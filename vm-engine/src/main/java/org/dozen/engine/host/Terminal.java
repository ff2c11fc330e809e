// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import java.util.Optional;

/** The terminal that this program was started from, for a machine's console on it. */
public final class Terminal implements AutoCloseable {
    private static final long TIOCGWINSZ = 0x5413;
    private static final int TCSADRAIN = 1;
    private static final int TERMIOS_BYTES = 128; // 60 in glibc

    private static final int OUTPUT_FLAGS_AT = 4;

    private final Memory before = new Memory(TERMIOS_BYTES);
    private boolean raw;

    private Terminal() {}

    /** The terminal on descriptor 0, if there is one. */
    public static Optional<Terminal> ofStandardInput() {
        return LibC.isatty(0) == 1 ? Optional.of(new Terminal()) : Optional.empty();
    }

    /**
     * Passes every key on as it is typed, without echo, until {@link #close()}. Closing is for a
     * shutdown hook too, so that a signal does not leave the terminal behind unusable.
     *
     * @param rawOutput pass output on unchanged as well; otherwise a line feed still returns
     */
    public synchronized void makeRaw(boolean rawOutput) {
        if (raw) {
            return;
        }
        before.clear();
        try (Memory changed = new Memory(TERMIOS_BYTES)) {
            LibC.tcgetattr(0, before);
            changed.write(0, before.getByteArray(0, TERMIOS_BYTES), 0, TERMIOS_BYTES);
            LibC.cfmakeraw(changed);
            if (!rawOutput) {
                changed.setInt(OUTPUT_FLAGS_AT, before.getInt(OUTPUT_FLAGS_AT));
            }
            LibC.tcsetattr(0, TCSADRAIN, changed);
            raw = true;
        } catch (LastErrorException error) {
            throw Syscall.failed("tcsetattr", error.getErrorCode());
        }
    }

    /**
     * Its size in cells.
     *
     * @return columns and rows; empty if it does not say
     */
    public Optional<Size> size() {
        try (Memory window = new Memory(8)) {
            LibC.ioctl(0, TIOCGWINSZ, window);
            Size size =
                    new Size(
                            Short.toUnsignedInt(window.getShort(2)),
                            Short.toUnsignedInt(window.getShort(0)));
            return size.columns() > 0 && size.rows() > 0 ? Optional.of(size) : Optional.empty();
        } catch (LastErrorException gone) {
            return Optional.empty();
        }
    }

    /**
     * A size in cells.
     *
     * @param columns 1..65535
     * @param rows 1..65535
     */
    public record Size(int columns, int rows) {}

    /** Gives the terminal back as it was. May be called twice. */
    @Override
    public synchronized void close() {
        if (raw) {
            raw = false;
            try {
                LibC.tcsetattr(0, TCSADRAIN, before);
            } catch (LastErrorException gone) {
                // Hung up: nobody is there to see it.
            }
        }
    }
}
