// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.archive.Archives;
import org.dozen.engine.archive.Compression;
import org.dozen.engine.archive.TarWriter;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Everything that is done to images, each in a folder that {@link #prepare} has made: a library
 * with the image "dear", which has files and a tag, the image "ill", which needs repair, and "gone"
 * in the trash; beside it what is brought in.
 */
enum Chore {
    IMPORT_TAR,
    IMPORT_GZIP,
    IMPORT_CONTAINER,
    IMPORT_FOLDER,
    IMPORT_IMAGE,
    IMPORT_FROM_REGISTRY,
    EXPORT_ARCHIVE,
    EXPORT_IMAGE,
    MAKE,
    DUPLICATE,
    PUT,
    REMOVE,
    MOVE,
    MODE,
    GROW,
    SHRINK,
    COMPACT,
    CHECK,
    REPAIR,
    RENAME,
    TRASH,
    RESTORE,
    NOTE,
    KEEP,
    MERGE;

    private static final int FOLDERS = 5;
    private static final int FILES = 12;

    /** Does it. */
    void run(Path folder) {
        work(new Place(folder, Workshops.in(folder)));
    }

    /** The folder and the chore's name. Says "now" when it begins. */
    public static void main(String[] words) {
        Place place = new Place(Path.of(words[0]), Workshops.in(Path.of(words[0])));
        System.out.println("now");
        System.out.flush();
        valueOf(words[1]).work(place);
    }

    private void work(Place in) {
        switch (this) {
            case IMPORT_TAR -> in.bringIn("in.tar");
            case IMPORT_GZIP -> in.bringIn("in.tar.gz");
            case IMPORT_CONTAINER -> in.bringIn("in.docker.tar");
            case IMPORT_FOLDER -> in.bringIn("in");
            case IMPORT_IMAGE -> in.bringIn("in.ext4");
            case IMPORT_FROM_REGISTRY ->
                    in.workshop.bringIn(request(in.registry()), WorkProgress.NONE);
            case EXPORT_ARCHIVE ->
                    in.workshop.export(
                            in.image("dear"),
                            in.folder.resolve("out/dear.tar.gz"),
                            true,
                            WorkProgress.NONE);
            case EXPORT_IMAGE ->
                    in.workshop.export(
                            in.image("dear"),
                            in.folder.resolve("out/dear.ext4"),
                            true,
                            WorkProgress.NONE);
            case MAKE -> in.workshop.make("new", "ext4", 16 << 20, true);
            case DUPLICATE -> in.workshop.duplicate(in.image("dear"), "new", WorkProgress.NONE);
            case PUT ->
                    in.edit(files ->
                            HostFiles.copyIn(files, in.folder.resolve("in"), "/put", 0, 0));
            case REMOVE -> in.edit(files -> files.remove("/d3"));
            case MOVE -> in.edit(files -> files.rename("/d1", "/moved"));
            case MODE ->
                    in.edit(files -> files.change("/d1/f0", new ImageFiles.Change(0600, 1, 2)));
            case GROW -> in.workshop.resize(in.image("dear"), 48 << 20, WorkProgress.NONE);
            case SHRINK -> in.workshop.resize(in.image("dear"), 12 << 20, WorkProgress.NONE);
            case COMPACT -> in.workshop.compact(in.image("dear"));
            case CHECK -> in.workshop.check(in.image("ill"));
            case REPAIR -> in.workshop.repair(in.image("ill"), WorkProgress.NONE);
            case RENAME -> in.workshop.rename(in.image("dear"), "new");
            case TRASH -> in.workshop.trash().put(in.image("dear"));
            case RESTORE -> in.workshop.trash().restore(in.workshop.trash().list().getFirst());
            case NOTE -> in.workshop.notes().update("dear", notes -> notes.withText("written"));
            case KEEP -> in.workshop.adopt("new", in::saveRun);
            case MERGE -> in.workshop.replace(in.image("dear"), in::saveRun);
        }
    }

    private static ImportRequest request(String source) {
        return ImportRequest.of(source, "new").withBytes(24 << 20).withOwnFilesAsRoot(true);
    }

    /** Where it is done. */
    private record Place(Path folder, ImageWorkshop workshop) {
        Image image(String name) {
            return Workshops.library(folder).resolve(name);
        }

        void bringIn(String file) {
            workshop.bringIn(request(folder.resolve(file).toString()), WorkProgress.NONE);
        }

        void edit(Consumer<ImageFiles> what) {
            workshop.edit(image("dear"), what, WorkProgress.NONE);
        }

        String registry() {
            try {
                return Files.readString(folder.resolve("registry-name"));
            } catch (IOException missing) {
                throw new java.io.UncheckedIOException(missing);
            }
        }

        /** What a run would have written: another image's bytes. */
        void saveRun(Path to) {
            try (DiskFile disk =
                    DiskFile.privateCopy(folder.resolve("in.ext4"), folder.resolve("scratch"))) {
                disk.save(to);
            }
        }
    }

    // ---- what is there before

    /** Makes the folder. */
    static void prepare(Path folder, String registry) throws IOException, InterruptedException {
        ImageWorkshop workshop = Workshops.in(folder);
        byte[] tar = archive(1);
        Files.write(folder.resolve("in.tar"), tar);
        Files.writeString(folder.resolve("registry-name"), registry);
        try (OutputStream out =
                Compression.GZIP.packing(Files.newOutputStream(folder.resolve("in.tar.gz")))) {
            out.write(tar);
        }
        Files.write(folder.resolve("in.docker.tar"), container(tar));
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/dear.ext4"), "the user's");
        Files.writeString(folder.resolve("out/dear.tar.gz"), "the user's");
        for (int i = 0; i < FOLDERS; i++) {
            Path below = Files.createDirectories(folder.resolve("in/d" + i));
            Files.writeString(below.resolve("file"), "content " + i);
        }
        bring(workshop, folder, "dear", 2);
        Image source = bring(workshop, folder, "source", 3);
        Files.move(source.path(), folder.resolve("in.ext4"));
        bring(workshop, folder, "gone", 4);
        bring(workshop, folder, "ill", 5);
        Workshops.run(
                "/sbin/debugfs",
                "-w",
                "-R",
                "set_inode_field /d1/f1 links_count 5",
                folder.resolve("images/ill.ext4").toString());
        for (String name : List.of("dear", "gone", "ill")) {
            workshop.notes().put(name, ImageNotes.NONE.withTags(List.of("tag of " + name)));
        }
        workshop.notes().remove("source");
        workshop.trash().put(Workshops.library(folder).resolve("gone"));
    }

    private static Image bring(ImageWorkshop workshop, Path folder, String name, int seed)
            throws IOException {
        Path file = folder.resolve("seed.tar");
        Files.write(file, archive(seed));
        try {
            return workshop.bringIn(
                    ImportRequest.of(file.toString(), name).withBytes(24 << 20), WorkProgress.NONE);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] archive(int seed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random random = new Random(seed);
        try (TarWriter tar = new TarWriter(bytes)) {
            for (int i = 0; i < FOLDERS * FILES; i++) {
                String path = "d" + i / FILES + "/f" + i % FILES;
                byte[] content = new byte[random.nextInt(60_000)];
                random.nextBytes(content);
                tar.entry(
                        FileEntry.toMake(path, FileKind.FILE, 0644, Instant.EPOCH)
                                .withSize(content.length));
                tar.data(content);
            }
            tar.finish();
        }
        return bytes.toByteArray();
    }

    private static byte[] container(byte[] layer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes)) {
            Archives.file(
                    tar,
                    FileEntry.toMake("manifest.json", FileKind.FILE, 0644, Instant.EPOCH),
                    "[{\"Config\":\"config.json\",\"RepoTags\":[],\"Layers\":[\"layer.tar\"]}]");
            Archives.file(
                    tar,
                    FileEntry.toMake("config.json", FileKind.FILE, 0644, Instant.EPOCH),
                    "{\"architecture\":\"amd64\",\"config\":{\"Cmd\":[\"/d1/f1\"]}}");
            tar.entry(
                    FileEntry.toMake("layer.tar", FileKind.FILE, 0644, Instant.EPOCH)
                            .withSize(layer.length));
            tar.data(layer);
            tar.finish();
        }
        return bytes.toByteArray();
    }
}
