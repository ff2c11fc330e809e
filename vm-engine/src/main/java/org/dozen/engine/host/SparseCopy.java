// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import org.dozen.engine.failure.ImageFailure;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/** Copies a file, holes kept: shares the blocks where the file system can, else copies the data. */
public final class SparseCopy {
    private static final long FICLONE = 0x40049409L;
    private static final long CHUNK = 8L << 20;

    private SparseCopy() {}

    /** Sees a copy proceed and may stop it. */
    @FunctionalInterface
    public interface Progress {
        /**
         * So far.
         *
         * @param bytes copied or found to be holes
         * @param total of so many
         * @return whether to go on
         */
        boolean at(long bytes, long total);
    }

    /**
     * Copies into a new file and makes it durable. On failure the new file is removed.
     *
     * @param to must not exist
     * @throws CancellationException if the progress said to stop; the new file is removed
     */
    public static void toNewFile(Path from, Path to, Progress progress) {
        int fd;
        try {
            int flags = LibC.O_RDWR | LibC.O_CREAT | LibC.O_EXCL | LibC.O_CLOEXEC;
            fd = LibC.open(to.toString(), flags, 0644);
        } catch (LastErrorException error) {
            throw failed(from, to, error.getErrorCode());
        }
        try (Descriptor out = new Descriptor(fd)) {
            copy(from, out, progress);
            LibC.fsync(out.number());
        } catch (LastErrorException error) {
            unlink(to);
            throw failed(from, to, error.getErrorCode());
        } catch (ImageFailure | CancellationException failure) {
            unlink(to);
            throw failure;
        }
    }

    /**
     * Copies into a file that is there and empty, and makes it durable.
     *
     * @throws ImageFailure if that cannot be; the file stays, with whatever is in it
     */
    public static void toEmptyFile(Path from, Path to) {
        int fd;
        try {
            fd = LibC.open(to.toString(), LibC.O_RDWR | LibC.O_CLOEXEC, 0);
        } catch (LastErrorException error) {
            throw failed(from, to, error.getErrorCode());
        }
        try (Descriptor out = new Descriptor(fd)) {
            copy(from, out, (bytes, total) -> true);
            LibC.fsync(out.number());
        } catch (LastErrorException error) {
            throw failed(from, to, error.getErrorCode());
        }
    }

    /**
     * Copies into an open file, which is empty.
     *
     * @throws CancellationException if the progress said to stop
     */
    public static void into(Path from, DiskFile to, Progress progress) {
        copy(from, to.descriptor(), progress);
    }

    private static void unlink(Path path) {
        try {
            java.nio.file.Files.deleteIfExists(path);
        } catch (java.io.IOException leftBehind) {
            // The failure that is being thrown says more.
        }
    }

    static void copy(Path from, Descriptor out, Progress progress) {
        int fd;
        try {
            fd = LibC.open(from.toString(), LibC.O_RDONLY | LibC.O_CLOEXEC, 0);
        } catch (LastErrorException error) {
            throw failed(from, out.path(), error.getErrorCode());
        }
        try (Descriptor in = new Descriptor(fd)) {
            if (!clone(in.number(), out.number())) {
                copyData(in.number(), out.number(), progress);
            }
        } catch (LastErrorException error) {
            throw failed(from, out.path(), error.getErrorCode());
        }
    }

    private static boolean clone(int in, int out) {
        try {
            LibC.ioctl(out, FICLONE, com.sun.jna.Pointer.createConstant(in));
            return true;
        } catch (LastErrorException notHere) {
            return false;
        }
    }

    private static void copyData(int in, int out, Progress progress) {
        long size = LibC.lseek(in, 0, 2);
        LibC.ftruncate(out, size);
        long at = 0;
        while (at < size) {
            long data = seek(in, at, LibC.SEEK_DATA, size);
            if (data >= size) {
                return;
            }
            long hole = seek(in, data, LibC.SEEK_HOLE, size);
            copyRange(in, out, data, hole, done -> report(progress, done, size));
            at = hole;
        }
    }

    private static void report(Progress progress, long done, long size) {
        if (!progress.at(done, size)) {
            throw new CancellationException("copying was stopped");
        }
    }

    private static long seek(int fd, long from, int whence, long size) {
        try {
            return LibC.lseek(fd, from, whence);
        } catch (LastErrorException error) {
            if (error.getErrorCode() == LibC.ENXIO) {
                return size; // no data any more
            }
            if (error.getErrorCode() == LibC.EINVAL) {
                return whence == LibC.SEEK_DATA ? from : size; // a file system without holes
            }
            throw error;
        }
    }

    private static void copyRange(int in, int out, long from, long to, LongConsumer seen) {
        LibC.lseek(out, from, LibC.SEEK_SET);
        try (Memory offset = new Memory(8)) {
            offset.setLong(0, from);
            long left = to - from;
            while (left > 0) {
                long done = LibC.sendfile(out, in, offset, Math.min(left, CHUNK));
                if (done == 0) {
                    return; // the file became shorter under us; the copy stays a hole there
                }
                left -= done;
                seen.accept(to - left);
            }
        }
    }

    private static ImageFailure failed(Path from, Path to, int errno) {
        if (errno == LibC.ENOSPC || errno == LibC.EDQUOT) {
            return new ImageFailure(
                    ImageFailure.Reason.DISK_FULL,
                    to,
                    "The disk is full: no room for a copy of the image "
                            + from
                            + ". Free some space where your images are kept and try again.");
        }
        ImageFailure.Reason reason =
                switch (errno) {
                    case LibC.ENOENT -> ImageFailure.Reason.MISSING;
                    case LibC.EACCES, LibC.EPERM, LibC.EROFS -> ImageFailure.Reason.NO_PERMISSION;
                    default -> ImageFailure.Reason.INPUT_OUTPUT;
                };
        return new ImageFailure(
                reason,
                from,
                "The image " + from + " cannot be copied: " + Syscall.words(errno) + ".");
    }
}
