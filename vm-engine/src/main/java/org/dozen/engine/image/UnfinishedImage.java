// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.host.SparseCopy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * An image that is being made, in the library's folder but hidden. It appears under its name when
 * it is finished, or it was never there: whoever is killed meanwhile leaves a hidden file, which is
 * not locked by anybody and which the next one removes.
 */
public final class UnfinishedImage implements AutoCloseable {
    private final Path folder;
    private final Path target;
    private final Path part;
    private final DiskFile lock;

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
        if (Files.exists(target)) {
            throw taken(target);
        }
        return begin(folder, target);
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

    /** Begins a new state of an image that is there. */
    public static UnfinishedImage replacing(Path image) {
        Path folder = image.toAbsolutePath().getParent();
        return begin(folder == null ? Path.of("/") : folder, image);
    }

    private static UnfinishedImage begin(Path folder, Path target) {
        Path part =
                folder.resolve(
                        "."
                                + target.getFileName()
                                + "-"
                                + System.nanoTime()
                                + FolderLibrary.UNFINISHED);
        try {
            Files.createDirectories(folder);
            removeLeftovers(folder);
            Files.createFile(part);
            return new UnfinishedImage(folder, target, part, DiskFile.open(part, false));
        } catch (IOException refused) {
            throw unwritable(folder, refused);
        }
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(folder, ".*" + FolderLibrary.UNFINISHED)) {
            for (Path each : parts) {
                if (justBegun(each)) {
                    continue; // and maybe not locked yet
                }
                try (DiskFile nobodys = DiskFile.open(each, false)) {
                    Files.deleteIfExists(nobodys.path());
                } catch (EngineFailure inUse) {
                    // Somebody works on it, or it is not ours.
                }
            }
        }
    }

    private static boolean justBegun(Path part) throws IOException {
        return Files.getLastModifiedTime(part).toMillis() > System.currentTimeMillis() - 10_000;
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
                Files.move(
                        part,
                        target,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } else {
                // A link fails where a rename would replace an image that came meanwhile.
                Files.createLink(target, part);
                Files.delete(part);
            }
            return target;
        } catch (FileAlreadyExistsException came) {
            throw taken(target);
        } catch (IOException refused) {
            throw unwritable(folder, refused);
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

    private static ImageFailure unwritable(Path folder, IOException refused) {
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
        lock.close();
        try {
            Files.deleteIfExists(part);
        } catch (IOException leftBehind) {
            // Hidden and never listed; the next one removes it.
        }
    }
}
