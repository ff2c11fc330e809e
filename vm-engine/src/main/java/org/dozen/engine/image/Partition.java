// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of an image.
 *
 * @param number as the guest counts it, {@code /dev/vda1} is 1; 0 for the whole file
 * @param offset where it begins, in bytes
 * @param bytes how long it is; 0 for the whole file
 */
public record Partition(int number, long offset, long bytes) {
    /** No partition table. */
    public static final Partition WHOLE = new Partition(0, 0, 0);

    /** Where the only partition of an image begins that we make: 1 MiB, as everyone does it. */
    public static final long USUAL_OFFSET = 1 << 20;

    private static final int SECTOR = 512;
    private static final int TABLE_AT = 446;
    private static final int LINUX = 0x83;
    private static final int PROTECTIVE = 0xee;
    private static final int MOST = 128;

    public boolean isWhole() {
        return number == 0;
    }

    /**
     * Partitions of an image, in the order of their numbers: of a table as PCs have it since 1983,
     * extended ones too, or of GPT. Empty if there is no table; what makes no sense is left out.
     */
    public static List<Partition> of(Path image) throws IOException {
        try (FileChannel channel = FileChannel.open(image)) {
            ByteBuffer first = sector(channel, 0);
            if (first.remaining() < SECTOR || (first.getShort(510) & 0xffff) != 0xaa55) {
                return List.of();
            }
            List<Partition> found =
                    (first.get(TABLE_AT + 4) & 0xff) == PROTECTIVE
                            ? wide(channel)
                            : classic(channel, first);
            long size = channel.size();
            return found.stream()
                    .filter(each -> each.offset() > 0 && each.offset() < size && each.bytes() > 0)
                    .map(each ->
                            new Partition(
                                    each.number(),
                                    each.offset(),
                                    Math.min(each.bytes(), size - each.offset())))
                    .toList();
        }
    }

    /**
     * The file system in it; empty if there is none that we know.
     *
     * @throws IOException if the image cannot be read
     */
    public Optional<FileSystem> fileSystem(Path image) throws IOException {
        return Inspection.superblock(image, this)
                .map(found ->
                        new FileSystem(
                                found.kind(), found.label(), found.fault(bytes()).isEmpty()));
    }

    /**
     * What is known of a file system.
     *
     * @param whole nothing speaks against using it
     */
    public record FileSystem(FileSystemKind kind, String label, boolean whole) {}

    private static List<Partition> classic(FileChannel channel, ByteBuffer table)
            throws IOException {
        List<Partition> found = new ArrayList<>();
        long extended = 0;
        for (int i = 0; i < 4; i++) {
            int at = TABLE_AT + 16 * i;
            int type = table.get(at + 4) & 0xff;
            long offset = unsigned(table, at + 8) * SECTOR;
            if (type == 0x05 || type == 0x0f || type == 0x85) {
                extended = offset;
            } else if (type != 0) {
                found.add(new Partition(i + 1, offset, unsigned(table, at + 12) * SECTOR));
            }
        }
        long next = extended;
        for (int number = 5; next > 0 && number < MOST; number++) {
            ByteBuffer link = sector(channel, next);
            if (link.remaining() < SECTOR || (link.getShort(510) & 0xffff) != 0xaa55) {
                break;
            }
            if (link.get(TABLE_AT + 4) != 0) {
                found.add(
                        new Partition(
                                number,
                                next + unsigned(link, TABLE_AT + 8) * SECTOR,
                                unsigned(link, TABLE_AT + 12) * SECTOR));
            }
            long further = unsigned(link, TABLE_AT + 24) * SECTOR;
            next = further == 0 ? 0 : extended + further;
        }
        return found;
    }

    private static List<Partition> wide(FileChannel channel) throws IOException {
        List<Partition> found = new ArrayList<>();
        ByteBuffer head = sector(channel, SECTOR);
        if (head.remaining() < SECTOR || head.getLong(0) != 0x5452415020494645L) {
            return found;
        }
        long at = head.getLong(72);
        long count = Math.min(MOST, unsigned(head, 80));
        long length = unsigned(head, 84);
        if (at < 2 || at > Integer.MAX_VALUE || length < 128 || length > 4096) {
            return found;
        }
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = read(channel, at * SECTOR + i * length, 128);
            if (entry.remaining() < 128) {
                break;
            }
            long first = entry.getLong(32);
            long last = entry.getLong(40);
            boolean used = entry.getLong(0) != 0 || entry.getLong(8) != 0;
            if (used && first > 0 && last >= first && last < Long.MAX_VALUE / SECTOR) {
                found.add(new Partition(i + 1, first * SECTOR, (last - first + 1) * SECTOR));
            }
        }
        return found;
    }

    private static long unsigned(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }

    private static ByteBuffer sector(FileChannel channel, long at) throws IOException {
        return read(channel, at, SECTOR);
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
            got = channel.read(bytes, at + bytes.position());
        }
        return bytes.flip();
    }

    /** Writes a table with one partition for Linux, from 1 MiB to the end. */
    public static Partition writeTable(Path image, long imageBytes) throws IOException {
        long sectors = Math.min(0xffff_ffffL, (imageBytes - USUAL_OFFSET) / SECTOR);
        ByteBuffer table = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(440, (int) System.nanoTime()); // the disk's identifier
        table.put(TABLE_AT, (byte) 0x80);
        // Places in cylinders and heads: out of range, so that nobody believes them.
        byte[] outOfRange = {(byte) 0xfe, (byte) 0xff, (byte) 0xff};
        table.put(TABLE_AT + 1, outOfRange).put(TABLE_AT + 5, outOfRange);
        table.put(TABLE_AT + 4, (byte) LINUX);
        table.putInt(TABLE_AT + 8, (int) (USUAL_OFFSET / SECTOR));
        table.putInt(TABLE_AT + 12, (int) sectors);
        table.putShort(510, (short) 0xaa55);
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(table.rewind(), 0);
        }
        return new Partition(1, USUAL_OFFSET, sectors * SECTOR);
    }

    /** For people: {@code whole image} or {@code partition 1}. */
    @Override
    public String toString() {
        return isWhole() ? "whole image" : "partition " + number;
    }
}
