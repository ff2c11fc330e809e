// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.ByteText;

import java.util.Arrays;

/** One block of 512 bytes at the head of a tar's entry, its numbers and texts. */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;

    private final byte[] block;

    private TarHeader(byte[] block) {
        this.block = block;
    }

    /**
     * A header.
     *
     * @throws ArchiveException if its checksum is wrong
     */
    static TarHeader of(byte[] block) throws ArchiveException {
        TarHeader header = new TarHeader(block.clone());
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean sum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
            unsigned += sum ? ' ' : block[i] & 0xff;
            signed += sum ? ' ' : block[i];
        }
        long said = header.number(CHECKSUM_AT, CHECKSUM_BYTES);
        if (said != unsigned && said != signed) {
            throw new ArchiveException("it is no tar archive, or damaged: a checksum is wrong");
        }
        return header;
    }

    static boolean isBlank(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    String name() {
        boolean posix = text(257, 6).equals("ustar");
        String prefix = posix ? text(345, 155) : "";
        return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    }

    long mode() throws ArchiveException {
        return number(100, 8);
    }

    long user() throws ArchiveException {
        return number(108, 8);
    }

    long group() throws ArchiveException {
        return number(116, 8);
    }

    long size() throws ArchiveException {
        return number(124, 12);
    }

    long time() throws ArchiveException {
        return number(136, 12);
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    String target() {
        return text(157, 100);
    }

    int major() throws ArchiveException {
        return (int) number(329, 8);
    }

    int minor() throws ArchiveException {
        return (int) number(337, 8);
    }

    /** A text that ends with a zero or with its field. */
    String text(int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return ByteText.of(Arrays.copyOfRange(block, at, end));
    }

    boolean flag(int at) {
        return block[at] != 0;
    }

    /**
     * A number in octal digits, or in binary where the first bit is set.
     *
     * @throws ArchiveException if it is neither
     */
    long number(int at, int length) throws ArchiveException {
        return number(block, at, length);
    }

    static long number(byte[] block, int at, int length) throws ArchiveException {
        int first = block[at] & 0xff;
        if ((first & 0x80) != 0) {
            long value = first == 0xff ? -1 : first & 0x3f;
            for (int i = 1; i < length; i++) {
                if (value > Long.MAX_VALUE >> 8 || value < Long.MIN_VALUE >> 8) {
                    throw new ArchiveException("a number in it is too large");
                }
                value = value << 8 | (block[at + i] & 0xff);
            }
            return value;
        }
        long value = 0;
        boolean begun = false;
        for (int i = at; i < at + length; i++) {
            int digit = block[i];
            if (digit == 0 || (digit == ' ' && begun)) {
                break;
            }
            if (digit == ' ') {
                continue;
            }
            if (digit < '0' || digit > '7') {
                throw new ArchiveException("it is no tar archive, or damaged: a number is wrong");
            }
            begun = true;
            value = value << 3 | (digit - '0');
        }
        return value;
    }
}
