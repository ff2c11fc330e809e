// SPDX-License-Identifier: Apache-2.0
package org.dozen.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes bad archives of good ones. Knows what a tar header looks like: most of what it makes has
 * right checksums, so that the reader looks at the rest.
 */
final class ArchiveMutator {
    private static final int BLOCK = 512;
    private static final int SUM_AT = 148;
    private static final int SUM_BYTES = 8;

    /** Fields of a header, place and length. */
    private static final int[][] FIELDS = {
        {0, 100},
        {100, 8},
        {108, 8},
        {116, 8},
        {124, 12},
        {136, 12},
        {148, 8},
        {156, 1},
        {157, 100},
        {257, 8},
        {265, 32},
        {329, 8},
        {337, 8},
        {345, 155},
        {386, 24},
        {410, 24},
        {482, 1},
        {483, 12}
    };

    private static final List<String> TEXTS =
            List.of(
                    "",
                    "/",
                    ".",
                    "..",
                    "../../etc/passwd",
                    "/etc/passwd",
                    "a/../../b",
                    "a\0b",
                    "\u00ff\u00fe",
                    "d/link/x",
                    "d/abs/x",
                    ".wh.d",
                    ".wh..wh..opq",
                    ".wh.",
                    "d//./e///",
                    "n".repeat(255),
                    "manifest.json",
                    "index.json",
                    "blobs/sha256/" + "0".repeat(64));

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "777",
                    "7777777",
                    "77777777777",
                    "-1",
                    "9",
                    " 12 ",
                    "\u0080\0\0\0\0\0\0\u0001\0\0\0\0",
                    "\u0080\0\0\0\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
                    "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00fe",
                    "\u00bf\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");

    private static final List<String> RECORDS =
            List.of(
                    "path=../x",
                    "path=/x",
                    "path=",
                    "linkpath=../../x",
                    "size=99999999999999999999",
                    "size=-1",
                    "size=0",
                    "size=1000000000000",
                    "uid=4294967296",
                    "gid=-3",
                    "mtime=1e999999999",
                    "mtime=-99999999999999.5",
                    "mtime=.",
                    "GNU.sparse.major=1",
                    "GNU.sparse.major=99",
                    "GNU.sparse.realsize=9223372036854775807",
                    "GNU.sparse.map=0,1,1,1",
                    "GNU.sparse.map=,",
                    "GNU.sparse.offset=5",
                    "GNU.sparse.numbytes=5",
                    "GNU.sparse.name=..",
                    "SCHILY.xattr.user.a=b",
                    "SCHILY.xattr.=",
                    "LIBARCHIVE.xattr.%zz=*",
                    "=",
                    "a");

    private final Random random;

    ArchiveMutator(long seed) {
        random = new Random(seed);
    }

    /** A worse archive, of one or two good ones. */
    byte[] worse(List<byte[]> seeds) {
        byte[] archive = seeds.get(random.nextInt(seeds.size())).clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            archive =
                    switch (random.nextInt(9)) {
                        case 0 -> flipped(archive);
                        case 1 -> Arrays.copyOf(archive, random.nextInt(archive.length + 1));
                        case 2 -> spliced(archive, seeds.get(random.nextInt(seeds.size())));
                        case 3 -> twice(archive);
                        case 4 -> withHeader(archive);
                        default -> withField(archive);
                    };
            if (archive.length < BLOCK) {
                break;
            }
        }
        return archive;
    }

    private byte[] flipped(byte[] archive) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            archive[random.nextInt(archive.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return archive;
    }

    private int block(byte[] archive) {
        return random.nextInt(Math.max(1, archive.length / BLOCK)) * BLOCK;
    }

    private byte[] spliced(byte[] one, byte[] other) {
        int end = block(one);
        int begin = block(other);
        byte[] both = Arrays.copyOf(one, end + other.length - begin);
        System.arraycopy(other, begin, both, end, other.length - begin);
        return both;
    }

    private byte[] twice(byte[] archive) {
        int at = block(archive);
        int length = Math.min(archive.length - at, BLOCK * (1 + random.nextInt(4)));
        return inserted(archive, block(archive), Arrays.copyOfRange(archive, at, at + length));
    }

    private static byte[] inserted(byte[] archive, int at, byte[] more) {
        byte[] longer = new byte[archive.length + more.length];
        System.arraycopy(archive, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(archive, at, longer, at + more.length, archive.length - at);
        return longer;
    }

    /** A header that speaks of the one after it. */
    private byte[] withHeader(byte[] archive) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        char type = "xgLKVXSM".charAt(random.nextInt(8));
        for (int i = random.nextInt(6); i >= 0; i--) {
            String record =
                    type == 'L' || type == 'K'
                            ? TEXTS.get(random.nextInt(TEXTS.size()))
                            : record(RECORDS.get(random.nextInt(RECORDS.size())));
            content.writeBytes(bytes(record));
        }
        int length = content.size();
        byte[] blocks = new byte[BLOCK + (length + BLOCK - 1) / BLOCK * BLOCK];
        put(blocks, 0, "header");
        put(blocks, 100, "0000644\0");
        put(blocks, 124, String.format("%011o\0", length));
        put(blocks, 136, "00000000000\0");
        blocks[156] = (byte) type;
        put(blocks, 257, "ustar\00000");
        System.arraycopy(content.toByteArray(), 0, blocks, BLOCK, length);
        sum(blocks, 0);
        return inserted(archive, block(archive), blocks);
    }

    private String record(String text) {
        int length = text.length() + 3;
        while (String.valueOf(length).length() + text.length() + 2 != length) {
            length = String.valueOf(length).length() + text.length() + 2;
        }
        int said = random.nextInt(10) == 0 ? random.nextInt(100_000) : length;
        return said + " " + text + "\n";
    }

    private byte[] withField(byte[] archive) {
        int at = block(archive);
        if (at + BLOCK > archive.length) {
            return archive;
        }
        int[] field = FIELDS[random.nextInt(FIELDS.length)];
        if (field[1] == 1) {
            archive[at + field[0]] = (byte) "0123456757xgLKSDMV\0~".charAt(random.nextInt(20));
        } else {
            List<String> among = field[1] <= 24 ? NUMBERS : TEXTS;
            byte[] value = bytes(among.get(random.nextInt(among.size())));
            for (int i = 0; i < field[1]; i++) {
                archive[at + field[0] + i] = i < value.length ? value[i] : 0;
            }
        }
        if (random.nextInt(20) > 0) {
            sum(archive, at);
        }
        return archive;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] value = bytes(text);
        System.arraycopy(value, 0, block, at, value.length);
    }

    private static void sum(byte[] archive, int at) {
        Arrays.fill(archive, at + SUM_AT, at + SUM_AT + SUM_BYTES, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += archive[at + i] & 0xff;
        }
        put(archive, at + SUM_AT, String.format("%06o\0 ", sum));
    }
}
