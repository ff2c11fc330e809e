// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** Our end of the socket that is a machine's console, as two streams. */
public final class ConsoleSocket implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final long FIONREAD = 0x541B;
    private static final long SIOCOUTQ = 0x5411;

    private final Descriptor ours;
    private final Descriptor theirs;
    private final InputStream input = new Input();
    private final OutputStream output = new Output();

    private ConsoleSocket(Descriptor ours, Descriptor theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** Makes both ends; the machine's end waits to be handed over. */
    public static ConsoleSocket create() {
        Descriptor[] pair = Descriptor.socketPair();
        return new ConsoleSocket(pair[0], pair[1]);
    }

    Descriptor theirs() {
        return theirs;
    }

    /** Closes our copy of the machine's end; after that the machine's exit ends the input. */
    public void closeTheirs() {
        theirs.close();
    }

    /** What the machine writes. Ends when the machine has. */
    public InputStream input() {
        return input;
    }

    /** What the machine reads. */
    public OutputStream output() {
        return output;
    }

    /** Bytes that were written and that the machine has not taken yet; 0 if unknown. */
    public int untaken() {
        try {
            return query(SIOCOUTQ);
        } catch (IOException gone) {
            return 0;
        }
    }

    private int query(long request) throws IOException {
        try (Memory number = new Memory(4)) {
            number.setInt(0, 0);
            ours.use(fd -> LibC.ioctl(fd, request, number));
            return number.getInt(0);
        } catch (LastErrorException error) {
            throw ioError("ioctl", error);
        }
    }

    /** Ends both directions: blocked readers and writers return. */
    @Override
    public void close() {
        try {
            ours.use(fd -> LibC.shutdown(fd, LibC.SHUT_RDWR));
        } catch (LastErrorException | IOException alreadyGone) {
            // Then nobody waits on it either.
        }
        theirs.close();
        ours.close();
    }

    private static IOException ioError(String step, LastErrorException error) {
        return new IOException("console: " + step + ": " + Syscall.words(error.getErrorCode()));
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, to.length);
            if (length == 0) {
                return 0;
            }
            int most = Math.min(length, CHUNK);
            try (Memory buffer = new Memory(most)) {
                int got = ours.use(fd -> receive(fd, buffer, most));
                buffer.read(0, to, offset, Math.max(got, 0));
                return got;
            }
        }

        private int receive(int fd, Memory buffer, int most) {
            while (true) {
                try {
                    int got = (int) LibC.read(fd, buffer, most);
                    return got == 0 ? -1 : got;
                } catch (LastErrorException error) {
                    if (error.getErrorCode() != LibC.EINTR) {
                        return -1; // reset by a machine that was killed: the end as well
                    }
                }
            }
        }

        @Override
        public int available() {
            try {
                return query(FIONREAD);
            } catch (IOException gone) {
                return 0;
            }
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, from.length);
            int done = 0;
            while (done < length) {
                int most = Math.min(length - done, CHUNK);
                try (Memory buffer = new Memory(most)) {
                    buffer.write(0, from, offset + done, most);
                    done += ours.use(fd -> (int) LibC.send(fd, buffer, most, LibC.MSG_NOSIGNAL));
                } catch (LastErrorException error) {
                    if (error.getErrorCode() != LibC.EINTR) {
                        throw ioError("write", error);
                    }
                }
            }
        }
    }
}
