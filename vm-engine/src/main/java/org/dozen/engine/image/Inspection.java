// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.host.DiskUsage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** Looks at one file: reads its first 64 KiB and a little, and its size on disk. */
final class Inspection {
    private static final int SUPERBLOCK_END = Superblock.OFFSET + Superblock.BYTES;

    private Inspection() {}

    /**
     * Looks at a file.
     *
     * @throws ImageFailure if it is not there, is no file or cannot be read
     */
    static Image of(Path given, boolean shipped) {
        Path path = given.toAbsolutePath().normalize();
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new ImageFailure(
                        ImageFailure.Reason.NOT_A_FILE,
                        path,
                        attributes.isDirectory()
                                ? path + " is a folder, not an image."
                                : path + " is a device or something else that is not a file.");
            }
            return read(path, attributes, shipped);
        } catch (NoSuchFileException missing) {
            throw new ImageFailure(
                    ImageFailure.Reason.MISSING, path, "There is no image " + path + ".", missing);
        } catch (AccessDeniedException denied) {
            throw new ImageFailure(
                    ImageFailure.Reason.NO_PERMISSION,
                    path,
                    "The image " + path + " may not be read by you. Change its permissions.",
                    denied);
        } catch (IOException broken) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    path,
                    "The image " + path + " cannot be read: " + broken.getMessage() + ".",
                    broken);
        }
    }

    private static Image read(Path path, BasicFileAttributes attributes, boolean shipped)
            throws IOException {
        // Two kilobytes tell an image; only what is none is looked at more closely.
        byte[] start = start(path, 0, SUPERBLOCK_END);
        long size = attributes.size();
        Optional<Superblock> superblock = superblock(start);
        Partition partition = Partition.WHOLE;
        if (superblock.isEmpty()) {
            start = start(path, 0, Recognition.BYTES);
            partition = bootable(path);
            superblock = superblock(start(path, partition.offset(), SUPERBLOCK_END));
        }
        long there = partition.isWhole() ? size : partition.bytes();
        Optional<ImageFailure> problem =
                superblock.isPresent()
                        ? superblock.get().fault(there).map(fault -> failure(path, fault))
                        : Optional.of(notAnImage(path, start));
        return new Image(
                name(path),
                path,
                superblock.map(Superblock::kind).orElse(FileSystemKind.UNKNOWN),
                superblock.map(Superblock::label).orElse(""),
                size,
                diskBytes(path, size),
                superblock.map(Superblock::bytes).orElse(0L),
                superblock.map(Superblock::usedBytes).orElse(0L),
                attributes.lastModifiedTime().toInstant(),
                shipped,
                partition,
                problem);
    }

    /** The first partition with a file system that a machine boots from. */
    private static Partition bootable(Path path) throws IOException {
        for (Partition each : Partition.of(path)) {
            if (superblock(start(path, each.offset(), SUPERBLOCK_END)).isPresent()) {
                return each;
            }
        }
        return Partition.WHOLE;
    }

    /** The superblock at a place of an image; empty if there is none that we know. */
    static Optional<Superblock> superblock(Path path, Partition place) throws IOException {
        return superblock(start(path, place.offset(), SUPERBLOCK_END));
    }

    private static Optional<Superblock> superblock(byte[] start) {
        int end = Superblock.OFFSET + Superblock.BYTES;
        return start.length < end
                ? Optional.empty()
                : Superblock.parse(Arrays.copyOfRange(start, Superblock.OFFSET, end));
    }

    /** The superblock of a file as it is now; empty if it has none or cannot be read. */
    static Optional<Superblock> superblock(Path path) {
        try {
            Optional<Superblock> whole = superblock(start(path, 0, SUPERBLOCK_END));
            return whole.isPresent()
                    ? whole
                    : superblock(start(path, bootable(path).offset(), SUPERBLOCK_END));
        } catch (IOException unreadable) {
            return Optional.empty(); // opening it says why
        }
    }

    private static byte[] start(Path path, long offset, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer buffer = ByteBuffer.allocate(most);
            int got = 0;
            while (buffer.hasRemaining() && got >= 0) {
                got = channel.read(buffer, offset + buffer.position());
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    private static long diskBytes(Path path, long size) {
        return DiskUsage.bytes(path).orElse(size);
    }

    /** The file's name without its extension. */
    static String name(Path path) {
        String file = String.valueOf(path.getFileName());
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static ImageFailure failure(Path path, Superblock.Fault fault) {
        ImageFailure.Reason reason =
                switch (fault.kind()) {
                    case TRUNCATED -> ImageFailure.Reason.TRUNCATED;
                    case DAMAGED -> ImageFailure.Reason.DAMAGED;
                    case UNSUPPORTED -> ImageFailure.Reason.UNSUPPORTED;
                };
        String hint =
                switch (fault.kind()) {
                    case TRUNCATED -> " Copy it again from where it came; a part is missing.";
                    case DAMAGED -> " e2fsck may repair it; try that on a copy.";
                    case UNSUPPORTED -> "";
                };
        return new ImageFailure(
                reason,
                path,
                "The image " + path + " cannot be used: " + fault.words() + "." + hint);
    }

    private static ImageFailure notAnImage(Path path, byte[] start) {
        Recognition.Holding holding = Recognition.of(start);
        return new ImageFailure(
                ImageFailure.Reason.NOT_AN_IMAGE,
                path,
                path
                        + " is not an image that a machine can boot from: it holds "
                        + holding.what()
                        + ", not an ext2, ext3 or ext4 file system."
                        + (holding.hint().isEmpty() ? "" : " " + holding.hint()));
    }
}
