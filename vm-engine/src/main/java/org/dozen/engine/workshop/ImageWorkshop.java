// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.archive.ArchiveException;
import org.dozen.engine.archive.Compression;
import org.dozen.engine.archive.LayerWriter;
import org.dozen.engine.archive.TarWriter;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.FileSystems;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.host.FileLocks;
import org.dozen.engine.host.NewName;
import org.dozen.engine.host.SparseCopy;
import org.dozen.engine.image.FileSystemKind;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageLibrary;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.Journal;
import org.dozen.engine.image.NoteStore;
import org.dozen.engine.image.Partition;
import org.dozen.engine.image.UnfinishedImage;
import org.dozen.engine.registry.Registry;
import org.dozen.engine.registry.RegistryName;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes, changes and looks into images, without root and without mounting anything. Whatever is
 * made appears under its name only when it is complete; whatever is changed is changed in a copy,
 * which takes the image's place when it is complete. All methods may be called from any thread and
 * wait for the disk.
 */
public final class ImageWorkshop {
    private static final long LEAST_IMPORT = 1L << 30;
    private static final long SPARE = 256L << 20;
    private static final int LARGER = 4;
    private static final long LEAST_IMAGE = 2L << 20;
    private static final long BLOCK = 4096;

    private final ImageLibrary library;
    private final NoteStore notes;
    private final Path program;
    private final Path scratch;
    private final Registry registry;

    /**
     * A workshop for a library.
     *
     * @param program {@code dozen-files}
     * @param scratch folder for what is needed meanwhile
     * @param registry where container images are fetched
     */
    public ImageWorkshop(ImageLibrary library, Path program, Path scratch, Registry registry) {
        this.library = library;
        this.notes = new NoteStore(library.folder());
        this.program = program;
        this.scratch = scratch;
        this.registry = registry;
    }

    /** The folder of the library. */
    public Path folder() {
        return library.folder();
    }

    /** What is remembered of images. */
    public NoteStore notes() {
        return notes;
    }

    // ---- bringing in

    /**
     * Brings an image in: an image file, an archive, a folder, or by its name from a registry.
     *
     * @throws ImageFailure if that cannot be; nothing is left of it then
     * @throws java.util.concurrent.CancellationException if progress said to stop
     */
    public Image bringIn(ImportRequest request, WorkProgress progress) {
        Path path = Path.of(request.source().replaceFirst("^file://", ""));
        boolean there = Files.exists(path);
        try {
            if (!there && RegistryName.looksLike(request.source())) {
                return fromRegistry(request, progress);
            }
            if (!there) {
                throw new NoSuchFileException(request.source());
            }
            if (Files.isRegularFile(path) && !isArchive(path)) {
                return library.bringIn(
                        path,
                        request.name(),
                        ImageNotes.NONE.withOrigin(path.toString()),
                        (done, total) -> progress.at("copying", done, total));
            }
            try (Source source = Source.of(path, request, scratch)) {
                return fill(source, request, progress);
            }
        } catch (ArchiveException bad) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_ARCHIVE,
                    path,
                    request.source() + " cannot be brought in: " + bad.getMessage() + ".",
                    bad);
        } catch (NoSuchFileException missing) {
            throw new ImageFailure(
                    ImageFailure.Reason.MISSING,
                    path,
                    "There is no file or folder "
                            + request.source()
                            + ", and it is not the name of an image in a registry.",
                    missing);
        } catch (AccessDeniedException denied) {
            throw new ImageFailure(
                    ImageFailure.Reason.NO_PERMISSION,
                    path,
                    request.source() + " may not be read by you. Change its permissions.",
                    denied);
        } catch (IOException broken) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    path,
                    request.source() + " cannot be brought in: " + words(broken),
                    broken);
        }
    }

    private static String words(IOException broken) {
        String message = broken.getMessage();
        return (message == null ? broken.getClass().getSimpleName() : message) + ".";
    }

    private Image fromRegistry(ImportRequest request, WorkProgress progress) throws IOException {
        RegistryName name = RegistryName.parse(request.source());
        try (Registry.Fetched fetched =
                registry.fetch(
                        name, (done, total) -> progress.tell("fetching " + name, done, total))) {
            Source source = new Source.Container(fetched.blobs(), fetched.image());
            return fill(source, request, progress);
        }
    }

    private static boolean isArchive(Path path) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            in.mark(1024);
            byte[] start = in.readNBytes(512);
            in.reset();
            boolean tar =
                    start.length == 512
                            && start[257] == 'u'
                            && start[258] == 's'
                            && start[259] == 't'
                            && start[260] == 'a'
                            && start[261] == 'r';
            return tar || Compression.of(in) != Compression.NONE;
        }
    }

    private Image fill(Source source, ImportRequest request, WorkProgress progress)
            throws IOException {
        long size =
                request.bytes() > 0
                        ? request.bytes()
                        : Math.max(LEAST_IMPORT, source.estimate() + source.estimate() / 4 + SPARE);
        while (true) {
            try (UnfinishedImage part = UnfinishedImage.named(library.folder(), request.name())) {
                fill(part, source, size / BLOCK * BLOCK, request, progress);
                notes.put(
                        request.name(),
                        ImageNotes.NONE.withOrigin(request.source()).withStart(source.start()));
                return library.inspect(part.finish(false));
            } catch (ImageFailure failure) {
                boolean estimatedTooSmall =
                        failure.reason() == ImageFailure.Reason.IMAGE_FULL
                                && request.bytes() == 0
                                && size / LARGER < request.limits().bytes();
                if (!estimatedTooSmall) {
                    throw failure;
                }
                size *= LARGER; // files of the host, holes as they are, cost nothing
            }
        }
    }

    private void fill(
            UnfinishedImage part,
            Source source,
            long size,
            ImportRequest request,
            WorkProgress progress)
            throws IOException {
        part.setSize(size);
        FileSystems.make(
                part.path(), new FileSystems.Making("ext4", label(request.name()), 0, size));
        try (ImageFiles files = ImageFiles.open(program, part.path(), 0, ImageFiles.Purpose.FILL)) {
            LayerWriter writer = new LayerWriter(files, request.limits());
            source.write(writer, progress);
            if (writer.entries() == 0) {
                throw new ArchiveException("it is empty");
            }
            files.finish();
        }
        progress.tell("writing to the disk", 0, 0);
    }

    private static String label(String name) {
        return name.length() > 16 ? name.substring(0, 16) : name;
    }

    // ---- making

    /**
     * Makes an empty image.
     *
     * @param kind ext4 or ext2
     * @param partitioned with a partition table and one partition
     */
    public Image make(String name, String kind, long bytes, boolean partitioned) {
        long size = bytes / BLOCK * BLOCK;
        if (size < LEAST_IMAGE + (partitioned ? Partition.USUAL_OFFSET : 0)) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME,
                    library.folder().resolve(name),
                    "An image of " + bytes + " bytes is too small; 4M is the least.");
        }
        try (UnfinishedImage part = UnfinishedImage.named(library.folder(), name)) {
            part.setSize(size);
            Partition whole = new Partition(0, 0, size);
            Partition place = partitioned ? Partition.writeTable(part.path(), size) : whole;
            long inside = place.bytes() / BLOCK * BLOCK;
            FileSystems.make(
                    part.path(), new FileSystems.Making(kind, label(name), place.offset(), inside));
            notes.put(name, ImageNotes.NONE.withOrigin("made empty"));
            return library.inspect(part.finish(false));
        } catch (IOException broken) {
            throw failed(library.folder().resolve(name), "made", broken);
        }
    }

    private static ImageFailure failed(Path image, String what, IOException broken) {
        return new ImageFailure(
                ImageFailure.Reason.INPUT_OUTPUT,
                image,
                "The image " + image.getFileName() + " cannot be " + what + ": " + words(broken),
                broken);
    }

    /** Another image with the same contents. */
    public Image duplicate(Image image, String name, WorkProgress progress) {
        return library.bringIn(
                image.path(),
                name,
                notes.of(image.name()).withLastRun(Instant.EPOCH),
                (done, total) -> progress.at("copying", done, total));
    }

    // ---- changing

    private static void refuseShipped(Image image) {
        if (image.shipped()) {
            throw new ImageFailure(
                    ImageFailure.Reason.NO_PERMISSION,
                    image.path(),
                    "The image "
                            + image.name()
                            + " came with the program and is never written. Duplicate it, and"
                            + " change the copy.");
        }
    }

    private static void requireFileSystem(Image image) {
        image.problem()
                .ifPresent(problem -> {
                    throw problem;
                });
    }

    /**
     * Changes an image, all or nothing: the work is done on a copy, which then takes its place. No
     * machine may run on it.
     */
    private Image change(Image image, Consumer<UnfinishedImage> work, WorkProgress progress) {
        refuseShipped(image);
        try (DiskFile lock = DiskFile.open(image.path(), false);
                UnfinishedImage part = UnfinishedImage.replacing(image.path())) {
            Image before = library.inspect(image.path());
            part.copyFrom(
                    lock.path(), (done, total) -> progress.at("copying the image", done, total));
            work.accept(part);
            requireUnchanged(before, lock);
            part.finish(true);
        }
        return library.inspect(image.path());
    }

    /** Locks keep out our own; any other program may have written to the file. */
    private void requireUnchanged(Image before, DiskFile lock) {
        boolean there = !lock.deleted() && lock.isAt(before.path());
        if (!there || !library.inspect(before.path()).changed().equals(before.changed())) {
            throw new ImageFailure(
                    ImageFailure.Reason.GONE,
                    before.path(),
                    "The image "
                            + before.name()
                            + " was "
                            + (there ? "written to" : "removed or replaced")
                            + " by another program meanwhile, so nothing was changed. Try again.");
        }
    }

    /**
     * Changes the files in an image.
     *
     * @param work is given the files; what it throws undoes everything
     */
    public Image edit(Image image, Consumer<ImageFiles> work, WorkProgress progress) {
        requireFileSystem(image);
        return change(
                image,
                part -> {
                    long offset = image.partition().offset();
                    FileSystems.recover(part.path(), offset);
                    try (ImageFiles files =
                            ImageFiles.open(
                                    program, part.path(), offset, ImageFiles.Purpose.WRITE)) {
                        work.accept(files);
                        files.finish();
                    }
                },
                progress);
    }

    /**
     * Looks at the files in an image.
     *
     * @throws ImageFailure if a machine writes to it just now
     */
    public ImageFiles look(Image image) {
        requireFileSystem(image);
        return ImageFiles.open(
                program, image.path(), image.partition().offset(), ImageFiles.Purpose.READ);
    }

    /**
     * The places in an image where file systems may be: the partitions, or the whole of it.
     *
     * @throws ImageFailure if it cannot be read
     */
    public List<FileSystemPlace> places(Image image) {
        try {
            List<FileSystemPlace> found = new ArrayList<>();
            for (Partition each : Partition.of(image.path())) {
                found.add(
                        each.fileSystem(image.path())
                                .map(is ->
                                        new FileSystemPlace(
                                                each, is.kind(), is.label(), is.whole()))
                                .orElse(
                                        new FileSystemPlace(
                                                each, FileSystemKind.UNKNOWN, "", false)));
            }
            return image.partition().isWhole() || found.isEmpty()
                    ? List.of(
                            new FileSystemPlace(
                                    Partition.WHOLE,
                                    image.kind(),
                                    image.label(),
                                    image.problem().isEmpty()))
                    : List.copyOf(found);
        } catch (NoSuchFileException gone) {
            throw new ImageFailure(
                    ImageFailure.Reason.MISSING,
                    image.path(),
                    "There is no image " + image.path() + " any more.",
                    gone);
        } catch (IOException broken) {
            throw failed(image.path(), "read", broken);
        }
    }

    /** What an image is used for just now. A hint, which takes no lock. */
    public ImageUse use(Image image) {
        return switch (FileLocks.on(image.path())) {
            case NOBODY -> ImageUse.FREE;
            case SHARED -> ImageUse.READ;
            case ALONE -> ImageUse.WRITTEN;
        };
    }

    /** Makes an image larger or smaller, with the file system in it. */
    public Image resize(Image image, long bytes, WorkProgress progress) {
        requireFileSystem(image);
        long size = bytes / BLOCK * BLOCK;
        Partition place = image.partition();
        if (!place.isWhole()) {
            throw new ImageFailure(
                    ImageFailure.Reason.UNSUPPORTED,
                    image.path(),
                    "The image "
                            + image.name()
                            + " has a partition table; only images without one can be resized.");
        }
        return change(
                image,
                part -> {
                    FileSystems.recover(part.path(), 0);
                    FileSystems.check(part.path(), 0, true);
                    if (size > image.sizeBytes()) {
                        part.setSize(size);
                    }
                    progress.tell("resizing the file system", 0, 0);
                    FileSystems.resize(part.path(), 0, size);
                    part.setSize(size);
                },
                progress);
    }

    /**
     * The least size that {@link #resize} would accept, in bytes; 0 if that cannot be told just
     * now.
     */
    public long least(Image image) {
        try (DiskFile lock = DiskFile.open(image.path(), true)) {
            return FileSystems.least(lock.path(), image.partition().offset());
        } catch (ImageFailure inUse) {
            return 0;
        }
    }

    /** Looks whether an image is whole. Nothing is written. */
    public FileSystems.Check check(Image image) {
        try (DiskFile lock = DiskFile.open(image.path(), true)) {
            return FileSystems.check(lock.path(), image.partition().offset(), false);
        }
    }

    /** Puts right what is wrong with an image. */
    public FileSystems.Check repair(Image image, WorkProgress progress) {
        FileSystems.Check[] found = new FileSystems.Check[1];
        change(
                image,
                part -> found[0] = FileSystems.check(part.path(), image.partition().offset(), true),
                progress);
        return found[0];
    }

    /**
     * Gives blocks that no file in the image uses back to the host's disk.
     *
     * @return bytes given back
     */
    public long compact(Image image) {
        refuseShipped(image);
        requireFileSystem(image);
        if (Journal.isWanted(image.path())) {
            edit(image, files -> {}, WorkProgress.NONE); // on a copy, as all that writes
        }
        try (DiskFile lock = DiskFile.open(image.path(), false)) {
            // The program holds the image, too: if we are killed, nobody writes before it has
            // ended.
            lock.share();
            try (ImageFiles files =
                    ImageFiles.open(
                            program,
                            lock.path(),
                            image.partition().offset(),
                            ImageFiles.Purpose.TRIM)) {
                return files.trim(); // which changes nothing that would have to be written
            }
        }
    }

    /** Makes an image of what somebody writes, for example a machine its private disk. */
    public Image adopt(String name, Consumer<Path> writer) {
        return adopt(name, "kept after a run", writer);
    }

    /**
     * Makes an image of what somebody writes.
     *
     * @param origin where it comes from, for people
     * @param writer is given a file that is there and empty
     */
    public Image adopt(String name, String origin, Consumer<Path> writer) {
        try (UnfinishedImage part = UnfinishedImage.named(library.folder(), name)) {
            writer.accept(part.path());
            notes.put(name, ImageNotes.NONE.withOrigin(origin));
            return library.inspect(part.finish(false));
        }
    }

    /**
     * Puts what somebody writes into the place of an image, all or nothing.
     *
     * @param image as it was when the machine took its copy: if it has changed since, it stays
     */
    public Image replace(Image image, Consumer<Path> writer) {
        refuseShipped(image);
        try (DiskFile lock = DiskFile.open(image.path(), false);
                UnfinishedImage part = UnfinishedImage.replacing(image.path())) {
            Image now = library.inspect(image.path());
            if (!now.changed().equals(image.changed()) || lock.deleted()) {
                throw new ImageFailure(
                        ImageFailure.Reason.GONE,
                        image.path(),
                        "The image "
                                + image.name()
                                + " was changed by somebody else meanwhile; the run cannot be"
                                + " merged into it. Keep it under another name.");
            }
            writer.accept(part.path());
            requireUnchanged(now, lock);
            return library.inspect(part.finish(true));
        }
    }

    // ---- taking out

    /** Writes everything in an image as a tar archive, with owners, links and attributes. */
    public void export(Image image, OutputStream to, Compression how, WorkProgress progress) {
        try (ImageFiles files = look(image);
                OutputStream packed = how.packing(to);
                TarWriter tar = new TarWriter(packed)) {
            long[] done = {0};
            files.walk(
                    "",
                    true,
                    new ImageFiles.Visitor() {
                        @Override
                        public void entry(org.dozen.engine.filesystem.FileEntry entry)
                                throws IOException {
                            tar.entry(entry);
                        }

                        @Override
                        public void data(byte[] bytes) throws IOException {
                            tar.data(bytes);
                            done[0] += bytes.length;
                            progress.tell("writing the archive", done[0], image.usedBytes());
                        }
                    });
            tar.finish();
        } catch (IOException broken) {
            throw failed(image.path(), "written as an archive", broken);
        }
    }

    /**
     * Writes an image to a file, all or nothing: an archive if its name ends with .tar, .tar.gz,
     * .tar.xz or .tar.zst, otherwise the image itself, holes kept.
     *
     * @param replace a file that is there
     */
    public void export(Image image, Path target, boolean replace, WorkProgress progress) {
        if (Files.exists(target) && !replace) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME,
                    target,
                    "There is a file " + target + " already; --replace replaces it.");
        }
        String file = String.valueOf(target.getFileName());
        Path part = target.resolveSibling("." + file + ".part");
        try (DiskFile begun = DiskFile.begin(part, file)) {
            try {
                writeTo(begun, part, file, image, progress);
                begun.keep();
                if (replace) {
                    NewName.replace(part, target);
                } else {
                    NewName.give(part, target);
                }
            } finally {
                if (begun.isAt(part)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException refused) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    target,
                    target + " cannot be written: " + refused.getMessage() + ".",
                    refused);
        }
    }

    private void writeTo(DiskFile begun, Path part, String file, Image image, WorkProgress progress)
            throws IOException {
        for (Compression each : Compression.values()) {
            if (file.endsWith(".tar" + each.extension())) {
                try (OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(part, StandardOpenOption.WRITE), 1 << 16)) {
                    export(image, out, each, progress);
                }
                return;
            }
        }
        try (DiskFile unchanging = DiskFile.open(image.path(), true)) {
            SparseCopy.into(
                    unchanging.path(), begun, (done, total) -> progress.at("copying", done, total));
        }
    }

    // ---- names

    /** Calls an image otherwise. */
    public Image rename(Image image, String name) {
        refuseShipped(image);
        try (DiskFile lock = DiskFile.open(image.path(), false);
                UnfinishedImage place = UnfinishedImage.named(library.folder(), name)) {
            // What is known goes first and is forgotten last: whoever stops us loses none of it.
            notes.copy(image.name(), name);
            Image renamed = library.inspect(place.finishAs(lock.path()));
            notes.remove(image.name());
            return renamed;
        } catch (IOException refused) {
            throw failed(image.path(), "renamed", refused);
        }
    }

    /** Where removed images wait; emptied by hand. */
    public Trash trash() {
        return new Trash(library, notes);
    }

    /** Whether nobody uses an image just now. */
    public boolean isFree(Image image) {
        try (DiskFile lock = DiskFile.open(image.path(), true)) {
            return lock.path().equals(image.path());
        } catch (EngineFailure inUse) {
            return false;
        }
    }
}
