// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;

import org.dozen.engine.failure.ImageFailure;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * An open disk file with its lock. The lock belongs to the open file, which the machine inherits:
 * it lasts as long as either of us has it open, whatever happens to the other.
 */
public final class DiskFile implements AutoCloseable {
    private static final long LOCK_NANOS = 300_000_000L;
    private static final int MOST_TRIES = 100;
    private static final long LOCK_STEP_NANOS = 5_000_000L;

    private final Descriptor descriptor;
    private final Path path;
    private final boolean isPrivate;

    private DiskFile(Descriptor descriptor, Path path, boolean isPrivate) {
        this.descriptor = descriptor;
        this.path = path;
        this.isPrivate = isPrivate;
    }

    /**
     * Opens and locks a disk file.
     *
     * @param readOnly for reading, shared with others who do the same; otherwise for writing, alone
     * @throws ImageFailure if it cannot be opened or somebody else uses it
     */
    public static DiskFile open(Path path, boolean readOnly) {
        for (int tries = 0; ; tries++) {
            Descriptor descriptor;
            try {
                int flags = (readOnly ? LibC.O_RDONLY : LibC.O_RDWR) | LibC.O_CLOEXEC;
                descriptor = new Descriptor(LibC.open(path.toString(), flags, 0));
            } catch (LastErrorException error) {
                throw notOpened(path, readOnly, error.getErrorCode());
            }
            DiskFile file = new DiskFile(descriptor, path, false);
            try {
                lock(descriptor, path, readOnly);
            } catch (ImageFailure failure) {
                file.close();
                throw failure;
            }
            if (file.isAt(path) || tries == MOST_TRIES) {
                return file;
            }
            // Whoever had it put another into its place, or moved it away, before we had the lock.
            file.close();
        }
    }

    /**
     * Locks, and tries again for a moment: a lock that was let go of lasts until a process that was
     * being started just then has begun its program, because till then it has the file open, too.
     */
    private static void lock(Descriptor descriptor, Path path, boolean readOnly) {
        long end = System.nanoTime() + LOCK_NANOS;
        while (true) {
            try {
                lockOnce(descriptor, path, readOnly);
                return;
            } catch (ImageFailure failure) {
                boolean held = failure.reason() == ImageFailure.Reason.IN_USE;
                if (!held || System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                LockSupport.parkNanos(LOCK_STEP_NANOS);
            }
        }
    }

    private static void lockOnce(Descriptor descriptor, Path path, boolean readOnly) {
        try {
            int kind = readOnly ? LibC.LOCK_SH : LibC.LOCK_EX;
            LibC.flock(descriptor.number(), kind | LibC.LOCK_NB);
        } catch (LastErrorException error) {
            switch (error.getErrorCode()) {
                case LibC.EAGAIN ->
                        throw new ImageFailure(
                                ImageFailure.Reason.IN_USE,
                                path,
                                "The image "
                                        + path
                                        + " is in use by another machine. Stop that machine first,"
                                        + " or start this one from a copy.");
                case LibC.ENOLCK, LibC.ENOSYS, LibC.EOPNOTSUPP, LibC.EINVAL -> {
                    // Who only reads harms nobody.
                    if (!readOnly) {
                        throw withoutLocks(path);
                    }
                }
                default -> throw notOpened(path, readOnly, error.getErrorCode());
            }
        }
    }

    private static ImageFailure withoutLocks(Path path) {
        return new ImageFailure(
                ImageFailure.Reason.UNSUPPORTED,
                path,
                "The disk that holds "
                        + path
                        + " has no locks, as some network disks have none: two programs could write"
                        + " to one image without knowing of each other. Keep your images on a disk"
                        + " of this computer (XDG_DATA_HOME says where they are), or start the"
                        + " machine read-only or from a copy.");
    }

    /**
     * Begins a file that is being made, alone: makes it, or takes it over from somebody who is gone
     * and left it.
     *
     * @param what whom the file is for, for a sentence
     * @throws ImageFailure if somebody is working on it just now, or it cannot be made
     */
    public static DiskFile begin(Path path, String what) {
        int flags = LibC.O_RDWR | LibC.O_CREAT | LibC.O_CLOEXEC;
        while (true) {
            Descriptor descriptor;
            try {
                descriptor = new Descriptor(LibC.open(path.toString(), flags, 0644));
            } catch (LastErrorException error) {
                throw notMade(path, what, error.getErrorCode());
            }
            DiskFile file = new DiskFile(descriptor, path, false);
            try {
                lock(descriptor, path, false);
                // Whoever had it may have finished or removed it while we waited for nothing.
                if (file.isAt(path)) {
                    LibC.ftruncate(descriptor.number(), 0);
                    return file;
                }
                file.close();
            } catch (LastErrorException error) {
                file.close();
                throw notMade(path, what, error.getErrorCode());
            } catch (ImageFailure failure) {
                if (failure.reason() == ImageFailure.Reason.IN_USE) {
                    file.close();
                    throw busy(path, what);
                }
                remove(path); // ours: where there are no locks, nobody makes anything
                file.close();
                throw failure;
            }
        }
    }

    private static ImageFailure busy(Path path, String what) {
        return new ImageFailure(
                ImageFailure.Reason.IN_USE,
                path,
                "The image "
                        + what
                        + " is being made or changed just now, by this program or another one. Wait"
                        + " until that is done.");
    }

    private static ImageFailure notMade(Path path, String what, int errno) {
        boolean full = errno == LibC.ENOSPC || errno == LibC.EDQUOT;
        boolean denied = errno == LibC.EACCES || errno == LibC.EPERM || errno == LibC.EROFS;
        Path folder = path.toAbsolutePath().getParent();
        return new ImageFailure(
                full
                        ? ImageFailure.Reason.DISK_FULL
                        : denied
                                ? ImageFailure.Reason.NO_PERMISSION
                                : ImageFailure.Reason.INPUT_OUTPUT,
                path,
                full
                        ? "The disk that holds " + folder + " is full."
                        : "The image "
                                + what
                                + " cannot be written: the folder of your images, "
                                + folder
                                + ", does not allow it ("
                                + Syscall.words(errno)
                                + ").");
    }

    /** Makes durable what was written to it. */
    public void keep() throws IOException {
        try {
            LibC.fsync(descriptor.number());
        } catch (LastErrorException error) {
            throw new IOException(Syscall.words(error.getErrorCode()), error);
        }
    }

    /** Whether a path leads to this very file. */
    public boolean isAt(Path other) {
        try {
            return Files.isSameFile(descriptor.path(), other);
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Lets others read, and the programs that work on it for us hold it too: whoever asks to write
     * is refused as before.
     *
     * @throws ImageFailure if somebody came in between
     */
    public void share() {
        try {
            LibC.flock(descriptor.number(), LibC.LOCK_SH | LibC.LOCK_NB);
        } catch (LastErrorException error) {
            throw notOpened(path, false, error.getErrorCode());
        }
    }

    /**
     * Makes a private copy of a file, holes kept, that has no name and vanishes with its last user.
     *
     * @param folder where there is room for it; made if needed
     * @throws ImageFailure if the source cannot be read or there is no room
     */
    public static DiskFile privateCopy(Path source, Path folder) {
        Path name = null;
        try {
            Files.createDirectories(folder);
            name =
                    Files.createTempFile(
                            folder,
                            "private-",
                            ".tmp",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            DiskFile copy = open(name, false);
            try {
                SparseCopy.copy(source, copy.descriptor, (bytes, total) -> true);
                return new DiskFile(copy.descriptor, source, true);
            } catch (ImageFailure failure) {
                copy.close();
                throw failure;
            }
        } catch (IOException error) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    folder,
                    "No private copy of " + source + " can be made in " + folder + ": " + error,
                    error);
        } finally {
            remove(name);
        }
    }

    /**
     * Makes a file that has no name and holds these bytes.
     *
     * @param folder where there is room for it; made if needed
     */
    public static DiskFile ofBytes(byte[] bytes, Path folder) {
        Path name = null;
        try {
            Files.createDirectories(folder);
            name = Files.createTempFile(folder, "start-", ".tmp");
            Files.write(name, bytes);
            DiskFile written = open(name, true);
            return new DiskFile(written.descriptor, name, false);
        } catch (IOException error) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    folder,
                    "What the machine is to run cannot be written to " + folder + ": " + error,
                    error);
        } finally {
            remove(name);
        }
    }

    /** Copies it to a file that is there and empty, holes kept. */
    public void save(Path to) {
        SparseCopy.toEmptyFile(descriptor.path(), to);
    }

    private static void remove(@Nullable Path name) {
        try {
            if (name != null) {
                Files.deleteIfExists(name);
            }
        } catch (IOException leftBehind) {
            // A stray file in our own scratch folder; the next start of the engine removes it.
        }
    }

    Descriptor descriptor() {
        return descriptor;
    }

    /** The file that this is, or was copied from. */
    public Path path() {
        return path;
    }

    /** It is a private copy: nobody but its machine has it, and nobody misses it afterwards. */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** No name leads to the file any more: it vanishes when the last one closes it. */
    public boolean deleted() {
        try {
            return Files.getAttribute(descriptor.path(), "unix:nlink") instanceof Integer links
                    && links == 0;
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /**
     * Copies a file that lost its name to a new file beside where it was.
     *
     * @return where it is kept; empty if that cannot be done
     */
    public Optional<Path> rescue() {
        Path beside =
                path.resolveSibling(
                        "rescued-" + System.currentTimeMillis() + "-" + path.getFileName());
        try {
            SparseCopy.toNewFile(descriptor.path(), beside, (bytes, total) -> true);
            return Optional.of(beside);
        } catch (ImageFailure noRoom) {
            return Optional.empty();
        }
    }

    private static ImageFailure notOpened(Path path, boolean readOnly, int errno) {
        String what = readOnly ? "read" : "written";
        return switch (errno) {
            case LibC.ENOENT ->
                    new ImageFailure(
                            ImageFailure.Reason.MISSING, path, "There is no image " + path + ".");
            case LibC.EACCES, LibC.EPERM, LibC.EROFS ->
                    new ImageFailure(
                            ImageFailure.Reason.NO_PERMISSION,
                            path,
                            "The image "
                                    + path
                                    + " may not be "
                                    + what
                                    + " by you ("
                                    + Syscall.words(errno)
                                    + "). Change its permissions"
                                    + (readOnly ? "." : ", or start the machine read-only."));
            default ->
                    new ImageFailure(
                            ImageFailure.Reason.INPUT_OUTPUT,
                            path,
                            "The image "
                                    + path
                                    + " cannot be opened: "
                                    + Syscall.words(errno)
                                    + ".");
        };
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
