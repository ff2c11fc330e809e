// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The superblock of an ext2, ext3 or ext4 file system: 1024 bytes at offset 1024, little-endian.
 * Parsed to values first; {@link #fault(long)} says afterwards whether they can be true.
 */
record Superblock(
        FileSystemKind kind,
        String label,
        int blockBytes,
        long blocks,
        long freeBlocks,
        long reservedBlocks,
        long firstBlock,
        long blocksPerGroup,
        long inodesPerGroup,
        long inodes,
        int incompatible,
        boolean checksumRight) {
    static final int OFFSET = 1024;
    static final int BYTES = 1024;

    private static final int MAGIC = 0xEF53;

    private static final int HAS_JOURNAL = 0x4;
    private static final int INCOMPATIBLE_COMPRESSION = 0x1;
    private static final int INCOMPATIBLE_JOURNAL_DEVICE = 0x8;
    private static final int INCOMPATIBLE_RECOVER = 0x4;
    private static final int INCOMPATIBLE_64BIT = 0x80;
    private static final int INCOMPATIBLE_EXT3 = 0x2 | 0x4 | 0x10;
    private static final int INCOMPATIBLE_KNOWN =
            INCOMPATIBLE_EXT3
                    | 0x40
                    | 0x80
                    | 0x100
                    | 0x200
                    | 0x400
                    | 0x2000
                    | 0x4000
                    | 0x8000
                    | 0x10000;
    private static final int READ_ONLY_EXT3 = 0x1 | 0x2 | 0x4;
    private static final int READ_ONLY_METADATA_CHECKSUM = 0x400;

    private static final int MOST_BLOCK_SHIFT = 6; // 64 KiB, the format's limit
    private static final int PAGE = 4096;

    /** Parses; empty if these bytes are no superblock at all. Any bytes are welcome. */
    static Optional<Superblock> parse(byte[] bytes) {
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (Short.toUnsignedInt(in.getShort(0x38)) != MAGIC) {
            return Optional.empty();
        }
        boolean old = in.getInt(0x4C) == 0; // revision 0 has no feature words
        int compatible = old ? 0 : in.getInt(0x5C);
        int incompatible = old ? 0 : in.getInt(0x60);
        int readOnly = old ? 0 : in.getInt(0x64);
        boolean wide = (incompatible & INCOMPATIBLE_64BIT) != 0;
        long shift = unsigned(in, 0x18);
        return Optional.of(
                new Superblock(
                        kind(compatible, incompatible, readOnly),
                        label(bytes),
                        shift <= MOST_BLOCK_SHIFT ? 1024 << shift : 0,
                        wide ? unsigned(in, 4) | unsigned(in, 0x150) << 32 : unsigned(in, 4),
                        wide ? unsigned(in, 0xC) | unsigned(in, 0x158) << 32 : unsigned(in, 0xC),
                        wide ? unsigned(in, 8) | unsigned(in, 0x154) << 32 : unsigned(in, 8),
                        unsigned(in, 0x14),
                        unsigned(in, 0x20),
                        unsigned(in, 0x28),
                        unsigned(in, 0),
                        incompatible,
                        (readOnly & READ_ONLY_METADATA_CHECKSUM) == 0 || checksumRight(bytes, in)));
    }

    private static long unsigned(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }

    private static FileSystemKind kind(int compatible, int incompatible, int readOnly) {
        if ((incompatible & ~INCOMPATIBLE_EXT3) != 0 || (readOnly & ~READ_ONLY_EXT3) != 0) {
            return FileSystemKind.EXT4;
        }
        return (compatible & HAS_JOURNAL) != 0 ? FileSystemKind.EXT3 : FileSystemKind.EXT2;
    }

    private static String label(byte[] bytes) {
        int length = 0;
        while (length < 16 && bytes[0x78 + length] != 0) {
            length++;
        }
        return new String(bytes, 0x78, length, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean checksumRight(byte[] bytes, ByteBuffer in) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 0x3FC);
        // The kernel does not invert the result at the end.
        return (int) ~crc.getValue() == in.getInt(0x3FC);
    }

    /** Bytes of the file system; 0 if the block size makes no sense. */
    long bytes() {
        return blockBytes == 0 || blocks < 0 || blocks > Long.MAX_VALUE / blockBytes
                ? 0
                : blocks * blockBytes;
    }

    /** Its journal holds work that has not been written back: it was not unmounted in order. */
    boolean needsRecovery() {
        return (incompatible & INCOMPATIBLE_RECOVER) != 0;
    }

    /** Bytes in use, at most {@link #bytes()}. */
    long usedBytes() {
        if (bytes() == 0 || freeBlocks < 0 || freeBlocks > blocks) {
            return bytes();
        }
        return (blocks - freeBlocks) * blockBytes;
    }

    /**
     * What is wrong with it, if anything.
     *
     * @param fileBytes size of the file that it was read from
     */
    Optional<Fault> fault(long fileBytes) {
        Optional<String> contradiction = contradiction();
        if (contradiction.isPresent()) {
            return Optional.of(new Fault(Fault.Kind.DAMAGED, contradiction.get()));
        }
        if ((incompatible & INCOMPATIBLE_JOURNAL_DEVICE) != 0) {
            return Optional.of(
                    new Fault(
                            Fault.Kind.UNSUPPORTED,
                            "it is the journal of another file system, not a file system"));
        }
        if (blockBytes > PAGE || (incompatible & ~INCOMPATIBLE_KNOWN) != 0) {
            String what =
                    blockBytes > PAGE
                            ? "blocks of " + blockBytes + " bytes; the guest kernel takes 4096"
                            : (incompatible & INCOMPATIBLE_COMPRESSION) != 0
                                    ? "compression"
                                    : "features unknown to the guest kernel (0x"
                                            + Integer.toHexString(
                                                    incompatible & ~INCOMPATIBLE_KNOWN)
                                            + ")";
            return Optional.of(new Fault(Fault.Kind.UNSUPPORTED, "it uses " + what));
        }
        if (bytes() > fileBytes) {
            return Optional.of(
                    new Fault(
                            Fault.Kind.TRUNCATED,
                            "its file system has "
                                    + bytes()
                                    + " bytes, the file only "
                                    + fileBytes));
        }
        return Optional.empty();
    }

    private Optional<String> contradiction() {
        if (blockBytes == 0) {
            return Optional.of("its block size makes no sense");
        }
        if (blocks <= firstBlock || bytes() <= 0) {
            return Optional.of("its number of blocks makes no sense (" + blocks + ")");
        }
        if (freeBlocks < 0 || freeBlocks > blocks || reservedBlocks > blocks) {
            return Optional.of("it says that more blocks are free than there are");
        }
        long mostPerGroup = 8L * blockBytes;
        if (blocksPerGroup == 0 || blocksPerGroup > mostPerGroup) {
            return Optional.of("its block groups have an impossible size (" + blocksPerGroup + ")");
        }
        if (inodes == 0 || inodesPerGroup == 0 || inodesPerGroup > mostPerGroup) {
            return Optional.of("its number of files makes no sense (" + inodes + ")");
        }
        long groups = (blocks - firstBlock + blocksPerGroup - 1) / blocksPerGroup;
        if (groups * inodesPerGroup != inodes) {
            return Optional.of("its numbers of blocks and of files contradict each other");
        }
        return checksumRight
                ? Optional.empty()
                : Optional.of("the checksum of its superblock is wrong");
    }

    /**
     * What is wrong with a file system.
     *
     * @param words completes "... cannot be used: "
     */
    record Fault(Kind kind, String words) {
        enum Kind {
            TRUNCATED,
            DAMAGED,
            UNSUPPORTED
        }
    }
}
