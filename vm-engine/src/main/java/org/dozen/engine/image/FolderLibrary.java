// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.host.DiskFile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The library over one folder and one shipped image. Asks the disk; what a file was is remembered
 * as long as it does not change.
 */
public final class FolderLibrary implements ImageLibrary {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    static final String EXTENSION = ".ext4";
    static final String UNFINISHED = ".part";
    private static final String SEEN = "images.tsv";

    private final Path folder;
    private final Path shipped;
    private final SeenImages seen;

    /**
     * A library that remembers nothing between two starts of the program.
     *
     * @param folder need not exist
     * @param shipped need not exist
     */
    public FolderLibrary(Path folder, Path shipped) {
        this(folder, shipped, new SeenImages(Optional.empty()));
    }

    /**
     * A library.
     *
     * @param folder need not exist
     * @param shipped need not exist
     * @param cache folder to remember in
     */
    public FolderLibrary(Path folder, Path shipped, Path cache) {
        this(folder, shipped, new SeenImages(Optional.of(cache.resolve(SEEN))));
    }

    private FolderLibrary(Path folder, Path shipped, SeenImages seen) {
        this.folder = folder.toAbsolutePath().normalize();
        this.shipped = shipped;
        this.seen = seen;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<Image> list() {
        List<Image> images = new ArrayList<>();
        if (Files.isRegularFile(shipped)) {
            look(shipped, true).ifPresent(images::add);
        }
        List<Image> own = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (belongsHere(file)) {
                    glance(file).ifPresent(own::add);
                }
            }
        } catch (NoSuchFileException notYet) {
            return List.copyOf(images);
        } catch (IOException | java.nio.file.DirectoryIteratorException broken) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    folder,
                    "The folder of your images, " + folder + ", cannot be read: " + broken,
                    broken);
        }
        own.sort(Comparator.comparing(Image::name, String.CASE_INSENSITIVE_ORDER));
        seen.keep(own);
        images.addAll(own);
        return List.copyOf(images);
    }

    private static boolean belongsHere(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && !name.endsWith(UNFINISHED);
    }

    /** Opens a file only if it has changed since it was looked at. */
    private Optional<Image> glance(Path file) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException unknown) {
            return Files.isRegularFile(file) ? look(file, false) : Optional.empty();
        }
        if (!now.isRegularFile()) {
            return Optional.empty();
        }
        Optional<Image> known = seen.of(file, now);
        if (known.isPresent()) {
            return known;
        }
        Optional<Image> image = look(file, false);
        image.filter(each -> each.changed().equals(now.lastModifiedTime().toInstant()))
                .ifPresent(each -> seen.put(each, now));
        return image;
    }

    /** A file that may not be read is still listed, with that as its problem. */
    private static Optional<Image> look(Path file, boolean isShipped) {
        try {
            return Optional.of(Inspection.of(file, isShipped));
        } catch (ImageFailure failure) {
            if (failure.reason() == ImageFailure.Reason.MISSING) {
                return Optional.empty(); // removed while we looked
            }
            return Optional.of(
                    new Image(
                            Inspection.name(file),
                            file,
                            FileSystemKind.UNKNOWN,
                            "",
                            0,
                            0,
                            0,
                            0,
                            java.time.Instant.EPOCH,
                            isShipped,
                            Partition.WHOLE,
                            Optional.of(failure)));
        }
    }

    @Override
    public Image resolve(String nameOrPath) {
        if (nameOrPath.isEmpty()) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME, folder, "The name of an image is empty.");
        }
        boolean path = nameOrPath.indexOf('/') >= 0;
        if (!path) {
            Optional<Image> named = byName(nameOrPath);
            if (named.isPresent()) {
                return named.get();
            }
        }
        Path file = Path.of(nameOrPath).toAbsolutePath();
        if (path || Files.exists(file)) {
            return inspect(file);
        }
        if (nameOrPath.equals(Inspection.name(shipped))) {
            throw new ImageFailure(
                    ImageFailure.Reason.MISSING,
                    shipped,
                    "The shipped image "
                            + shipped
                            + " is missing. Build it with `mvn` in the project's folder, or name"
                            + " the folder it is in by DOZEN_HOME.");
        }
        throw new ImageFailure(
                ImageFailure.Reason.MISSING,
                folder.resolve(nameOrPath + EXTENSION),
                "There is no image named "
                        + nameOrPath
                        + " in "
                        + folder
                        + ", and no such file. `dozen images` lists what there is.");
    }

    private Optional<Image> byName(String name) {
        for (Path candidate : List.of(folder.resolve(name + EXTENSION), folder.resolve(name))) {
            if (Files.isRegularFile(candidate)) {
                return Optional.of(Inspection.of(candidate, false));
            }
        }
        if (Inspection.name(shipped).equals(name) && Files.isRegularFile(shipped)) {
            return Optional.of(Inspection.of(shipped, true));
        }
        return list().stream().filter(image -> image.name().equals(name)).findFirst();
    }

    @Override
    public Image inspect(Path path) {
        return Inspection.of(path, isShipped(path));
    }

    /** The shipped file is protected by whatever name or link somebody reaches it. */
    private boolean isShipped(Path path) {
        try {
            return Files.exists(shipped) && Files.exists(path) && Files.isSameFile(path, shipped);
        } catch (IOException unreadable) {
            return false; // Inspection says what is wrong with it
        }
    }

    @Override
    public Image bringIn(Path source, String name) {
        return bringIn(source, name, (bytes, total) -> true);
    }

    @Override
    public Image bringIn(Path source, String name, CopyProgress progress) {
        return bringIn(source, name, ImageNotes.NONE, progress);
    }

    @Override
    public Image bringIn(Path source, String name, ImageNotes about, CopyProgress progress) {
        Image image = inspect(source);
        image.problem()
                .ifPresent(problem -> {
                    throw problem;
                });
        try (UnfinishedImage part = UnfinishedImage.named(folder, name);
                DiskFile unchanging = DiskFile.open(image.path(), true)) {
            part.copyFrom(unchanging.path(), progress);
            NoteStore notes = new NoteStore(folder);
            if (about.equals(ImageNotes.NONE)) {
                notes.remove(name);
            } else {
                notes.put(name, about);
            }
            return Inspection.of(part.finish(false), false);
        }
    }

    @Override
    public Watching watch(Runnable changed) {
        return FolderWatch.start(folder, changed);
    }
}
