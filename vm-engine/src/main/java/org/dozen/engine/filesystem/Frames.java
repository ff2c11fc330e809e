// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames to and from {@code dozen-files}; {@code native/files/files.h} says what is in them. */
final class Frames {
    static final int MOST = 1 << 20;

    static final int MAKE = 1;
    static final int DATA = 2;
    static final int LINK = 3;
    static final int REMOVE = 4;
    static final int OPAQUE = 5;
    static final int LAYER = 6;
    static final int RENAME = 7;
    static final int CHANGE = 8;
    static final int SYNC = 9;
    static final int LIST = 10;
    static final int STAT = 11;
    static final int READ = 12;
    static final int WALK = 13;
    static final int TRIM = 14;
    static final int REMOVE_LOWER = 15;

    static final int SAY_DONE = 1;
    static final int SAY_FAILED = 2;
    static final int SAY_ENTRY = 3;
    static final int SAY_DATA = 4;

    private static final int HEAD = 8;

    private Frames() {}

    /** A frame on its way out. */
    static final class Writer {
        private ByteBuffer bytes = empty(512);

        Writer(int kind) {
            bytes.putInt(kind).putInt(0);
        }

        private static ByteBuffer empty(int size) {
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }

        private ByteBuffer room(int wanted) {
            if (bytes.remaining() < wanted) {
                ByteBuffer more = empty(Math.max(bytes.capacity() * 2, bytes.position() + wanted));
                bytes = more.put(bytes.flip());
            }
            return bytes;
        }

        Writer number(long number) {
            room(4).putInt((int) number);
            return this;
        }

        Writer wide(long number) {
            room(8).putLong(number);
            return this;
        }

        Writer text(String text) {
            byte[] raw = ByteText.bytes(text);
            number(raw.length);
            room(raw.length).put(raw);
            return this;
        }

        Writer raw(byte[] raw, int from, int length) {
            room(length).put(raw, from, length);
            return this;
        }

        /**
         * Writes it.
         *
         * @throws IllegalArgumentException if it is longer than a frame may be
         */
        void to(OutputStream out) throws IOException {
            int length = bytes.position() - HEAD;
            if (length > MOST) {
                throw new IllegalArgumentException("a request of " + length + " bytes");
            }
            bytes.putInt(4, length);
            byte[] frame = new byte[HEAD + length];
            bytes.get(0, frame);
            out.write(frame);
        }
    }

    /** A frame that came in. */
    static final class Reader {
        private final int kind;
        private final ByteBuffer bytes;

        private Reader(int kind, byte[] content) {
            this.kind = kind;
            this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        }

        static Reader from(InputStream in) throws IOException {
            ByteBuffer head = ByteBuffer.wrap(exactly(in, HEAD)).order(ByteOrder.LITTLE_ENDIAN);
            int kind = head.get(0);
            int length = head.getInt(4);
            if (length < 0 || length > 2 * MOST) {
                throw new EOFException("an answer of " + length + " bytes");
            }
            return new Reader(kind, exactly(in, length));
        }

        private static byte[] exactly(InputStream in, int count) throws IOException {
            byte[] bytes = new byte[count];
            new DataInputStream(in).readFully(bytes);
            return bytes;
        }

        int kind() {
            return kind;
        }

        long number() {
            return Integer.toUnsignedLong(bytes.getInt());
        }

        long wide() {
            return bytes.getLong();
        }

        String text() {
            byte[] raw = new byte[bytes.getInt()];
            bytes.get(raw);
            return ByteText.of(raw);
        }

        byte[] content() {
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return content;
        }
    }
}
