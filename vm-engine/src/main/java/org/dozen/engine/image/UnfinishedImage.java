// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.host.FileLocks;
import org.dozen.engine.host.NewName;
import org.dozen.engine.host.SparseCopy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An image that is being made, in the library's folder but hidden. It appears under its name when
 * it is finished, or it was never there: whoever is killed meanwhile leaves a hidden file, which is
 * not locked by anybody and which the next one removes or takes over.
 *
 * <p>There is one hidden file for each name, so whoever has one has the name for himself.
 */
public final class UnfinishedImage implements AutoCloseable {
    private final Path folder;
    private final Path target;
    private final Path part;
    private final DiskFile lock;
    private boolean finished;

    private UnfinishedImage(Path folder, Path target, Path part, DiskFile lock) {
        this.folder = folder;
        this.target = target;
        this.part = part;
        this.lock = lock;
    }

    /**
     * Begins an image.
     *
     * @param name of the image to be
     * @throws ImageFailure if it cannot be a name or is taken, or the folder cannot be written
     */
    public static UnfinishedImage named(Path folder, String name) {
        Path target = requireName(folder, name);
        UnfinishedImage begun = begin(folder, target);
        if (Files.exists(target)) {
            begun.close();
            throw taken(target);
        }
        return begun;
    }

    /**
     * Where an image of this name is.
     *
     * @throws ImageFailure if it cannot be a name
     */
    public static Path requireName(Path folder, String name) {
        Path target = folder.resolve(name + FolderLibrary.EXTENSION);
        if (!FolderLibrary.NAME.matcher(name).matches()) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME,
                    target,
                    "An image cannot be called \""
                            + name
                            + "\": letters, digits, dots, dashes and underscores, please.");
        }
        return target;
    }

    /** Begins a new state of an image that is there, or is to be there again. */
    public static UnfinishedImage replacing(Path image) {
        Path folder = image.toAbsolutePath().getParent();
        return begin(folder == null ? Path.of("/") : folder, image);
    }

    private static UnfinishedImage begin(Path folder, Path target) {
        Path part = folder.resolve("." + target.getFileName() + FolderLibrary.UNFINISHED);
        try {
            Files.createDirectories(folder);
            removeLeftovers(folder);
        } catch (IOException refused) {
            throw unwritable(folder, refused);
        }
        DiskFile lock = DiskFile.begin(part, Inspection.name(target));
        return new UnfinishedImage(folder, target, part, lock);
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(folder, ".*" + FolderLibrary.UNFINISHED)) {
            for (Path each : parts) {
                if (FileLocks.on(each) != FileLocks.Held.NOBODY) {
                    continue; // without waiting whether it is let go of
                }
                try (DiskFile nobodys = DiskFile.open(each, false)) {
                    if (nobodys.isAt(each)) {
                        Files.deleteIfExists(each);
                    }
                } catch (EngineFailure inUse) {
                    // Somebody works on it, or it is not ours.
                }
            }
        }
    }

    /**
     * Copies an image into it, holes kept; shares the blocks where the host's file system can.
     *
     * @throws java.util.concurrent.CancellationException if the progress said to stop
     */
    public void copyFrom(Path image, ImageLibrary.CopyProgress progress) {
        SparseCopy.into(image, lock, progress::copied);
    }

    /** The file to work on. It is there and empty. */
    public Path path() {
        return part;
    }

    /** Makes it so long, one hole. */
    public void setSize(long bytes) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (channel.size() > bytes) {
                channel.truncate(bytes);
            } else if (bytes > channel.size()) {
                channel.write(java.nio.ByteBuffer.wrap(new byte[1]), bytes - 1);
            }
        } catch (IOException refused) {
            throw unwritable(folder, refused);
        }
    }

    /**
     * It is complete: makes it durable and gives it its name.
     *
     * @throws ImageFailure if the name has been taken meanwhile or it cannot be written
     */
    public Path finish(boolean replace) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
            if (replace) {
                NewName.replace(part, target);
            } else {
                NewName.give(part, target);
            }
            finished = true;
            return target;
        } catch (FileAlreadyExistsException came) {
            throw taken(target);
        } catch (IOException refused) {
            throw unwritable(folder, refused);
        }
    }

    /**
     * Instead of what is being made, an image that is there gets the name.
     *
     * @throws ImageFailure if the name has been taken meanwhile
     */
    public Path finishAs(Path image) throws IOException {
        try {
            NewName.give(image, target);
            return target;
        } catch (FileAlreadyExistsException came) {
            throw taken(target);
        }
    }

    private static ImageFailure taken(Path target) {
        return new ImageFailure(
                ImageFailure.Reason.BAD_NAME,
                target,
                "There is an image named "
                        + Inspection.name(target)
                        + " already. Choose another name.");
    }

    static ImageFailure unwritable(Path folder, IOException refused) {
        String why = String.valueOf(refused.getMessage());
        boolean full = why.contains("No space left") || why.contains("quota");
        return new ImageFailure(
                full ? ImageFailure.Reason.DISK_FULL : ImageFailure.Reason.INPUT_OUTPUT,
                folder,
                full
                        ? "The disk that holds " + folder + " is full."
                        : "The folder of your images, " + folder + ", cannot be written: " + why,
                refused);
    }

    @Override
    public void close() {
        try {
            if (!finished) {
                Files.deleteIfExists(part);
            }
        } catch (IOException leftBehind) {
            // Hidden and never listed; the next one removes it.
        } finally {
            lock.close(); // after that, a file of this name is somebody else's
        }
    }
}
