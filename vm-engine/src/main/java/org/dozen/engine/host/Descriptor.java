// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * A file descriptor of this process that closes once. A close from another thread waits, in effect,
 * for uses under way: the number is given back to the kernel only when nobody uses it any more, so
 * that no call ever hits a descriptor that was meant to be another.
 */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private int uses;
    private boolean closed;

    Descriptor(int number) {
        this.number = number;
    }

    /** The number, for a call that its owner knows not to race with a close. */
    int number() {
        return number;
    }

    /** A path that names the open file, for opening it again. */
    public java.nio.file.Path path() {
        return java.nio.file.Path.of("/proc/self/fd/" + number);
    }

    /** Makes one call with the number while it is sure to stay open. */
    int use(IntUnaryOperator call) throws IOException {
        synchronized (this) {
            if (closed) {
                throw new IOException("closed");
            }
            uses++;
        }
        try {
            return call.applyAsInt(number);
        } finally {
            release();
        }
    }

    private void release() {
        boolean last;
        synchronized (this) {
            uses--;
            last = closed && uses == 0;
        }
        if (last) {
            closeNumber();
        }
    }

    @Override
    public void close() {
        boolean now;
        synchronized (this) {
            now = !closed && uses == 0;
            closed = true;
        }
        if (now) {
            closeNumber();
        }
    }

    private void closeNumber() {
        try {
            LibC.close(number);
        } catch (LastErrorException ignored) {
            // Linux has given the number back in any case.
        }
    }

    /** Makes two connected stream sockets. */
    static Descriptor[] socketPair() {
        try (Memory two = new Memory(8)) {
            Syscall.check(
                    "socketpair",
                    () ->
                            LibC.socketpair(
                                    LibC.AF_UNIX, LibC.SOCK_STREAM | LibC.SOCK_CLOEXEC, 0, two));
            return pair(two);
        }
    }

    /** Makes a pipe: what is written to the second is read from the first, without waiting. */
    static Descriptor[] pipe() {
        try (Memory two = new Memory(8)) {
            Syscall.check("pipe", () -> LibC.pipe2(two, LibC.O_CLOEXEC | LibC.O_NONBLOCK));
            return pair(two);
        }
    }

    private static Descriptor[] pair(Pointer two) {
        return new Descriptor[] {new Descriptor(two.getInt(0)), new Descriptor(two.getInt(4))};
    }
}
