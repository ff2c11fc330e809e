// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.archive.ArchiveException;
import org.dozen.engine.archive.Blobs;
import org.dozen.engine.archive.Compression;
import org.dozen.engine.archive.ContainerImage;
import org.dozen.engine.archive.FolderBlobs;
import org.dozen.engine.archive.LayerWriter;
import org.dozen.engine.archive.MeasuredStream;
import org.dozen.engine.archive.TarBlobs;
import org.dozen.engine.image.StartConfig;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Something to fill an image from. */
interface Source extends AutoCloseable {
    /** About how many bytes it has, unpacked as far as one can tell. */
    long estimate() throws IOException;

    /** Writes all of it. May be called again, from the beginning. */
    void write(LayerWriter to, WorkProgress progress) throws IOException;

    /** What is to be run in it. */
    StartConfig start();

    @Override
    void close();

    /** A container image among blobs. */
    record Container(Blobs blobs, ContainerImage image) implements Source {
        @Override
        public long estimate() throws IOException {
            return image.size() * TYPICAL_RATIO;
        }

        @Override
        public void write(LayerWriter to, WorkProgress progress) throws IOException {
            long total = image.size();
            image.write(to, done -> progress.tell("reading the layers", done, total));
        }

        @Override
        public StartConfig start() {
            return image.start();
        }

        @Override
        public void close() {
            blobs.close();
        }
    }

    /** What an archive of files typically unpacks to. */
    int TYPICAL_RATIO = 4;

    /** A root file system as a tar archive. */
    record Tar(Path file) implements Source {
        @Override
        public long estimate() throws IOException {
            try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                boolean packed = Compression.of(in) != Compression.NONE;
                return Files.size(file) * (packed ? TYPICAL_RATIO : 1);
            }
        }

        @Override
        public void write(LayerWriter to, WorkProgress progress) throws IOException {
            long total = Files.size(file);
            try (InputStream stored =
                            new ProgressStream(
                                    Files.newInputStream(file),
                                    done -> progress.tell("reading the archive", done, total));
                    InputStream tar = Compression.unpacked(stored)) {
                to.write(tar, false);
            }
        }

        @Override
        public StartConfig start() {
            return StartConfig.NONE;
        }

        @Override
        public void close() {
            // Opened for each reading.
        }
    }

    /** A folder, read by the host's tar, which knows owners, links, holes and attributes. */
    record Folder(Path folder, boolean ownAsRoot) implements Source {
        @Override
        public long estimate() throws IOException {
            try (var all = Files.walk(folder)) {
                return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            } catch (java.io.UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
        }

        @Override
        public void write(LayerWriter to, WorkProgress progress) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "tar",
                            "--create",
                            "--format=pax",
                            "--xattrs",
                            "--xattrs-include=*",
                            "--sparse",
                            "--numeric-owner",
                            "--sort=name",
                            "--one-file-system",
                            "--warning=no-file-ignored",
                            "--file=-",
                            "--directory=" + folder.toAbsolutePath(),
                            ".");
            if (ownAsRoot) {
                // The one who runs this is not in the image.
                builder.command().add(3, "--owner=0");
                builder.command().add(4, "--group=0");
            }
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process tar = builder.start();
            tar.getOutputStream().close();
            try (InputStream in =
                    new ProgressStream(
                            tar.getInputStream(),
                            done -> progress.tell("reading the folder", done, 0))) {
                to.write(in, false);
                in.skip(Long.MAX_VALUE);
                String said =
                        new String(tar.getErrorStream().readNBytes(1 << 16), StandardCharsets.UTF_8)
                                .strip();
                if (tar.waitFor() != 0) {
                    throw new ArchiveException(
                            "the folder cannot be read whole: "
                                    + said.lines()
                                            .findFirst()
                                            .orElse("tar failed")
                                            .replaceFirst("^tar: ", ""));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException("stopped");
            } finally {
                tar.destroyForcibly();
            }
        }

        @Override
        public StartConfig start() {
            return StartConfig.NONE;
        }

        @Override
        public void close() {
            // Opened for each reading.
        }
    }

    /** What the first names in an archive of a container look like. */
    Pattern OF_A_CONTAINER =
            Pattern.compile(
                    "(\\./)?(blobs(/.*)?|oci-layout|index\\.json|manifest\\.json|repositories"
                            + "|[0-9a-f]{64}(/.*|\\.json|\\.tar)?)");

    /**
     * Finds out what a path holds.
     *
     * @param scratch where a compressed container archive is unpacked to be read
     * @throws IOException if it cannot be read, or is nothing to fill an image from
     */
    static Source of(Path path, ImportRequest request, Path scratch) throws IOException {
        if (Files.isDirectory(path)) {
            Blobs blobs = new FolderBlobs(path.toAbsolutePath().normalize());
            boolean layout = blobs.has("oci-layout") && ContainerImage.isOne(blobs);
            return layout
                    ? new Container(blobs, ContainerImage.find(blobs, request.reference()))
                    : new Folder(path, request.ownFilesAsRoot());
        }
        try (BufferedInputStream stored = new BufferedInputStream(Files.newInputStream(path))) {
            boolean packed = Compression.of(stored) != Compression.NONE;
            try (InputStream tar = Compression.unpacked(stored)) {
                String first = firstName(tar);
                if (!OF_A_CONTAINER.matcher(first).matches()) {
                    return new Tar(path);
                }
            }
            return container(path, packed, request, scratch);
        }
    }

    private static String firstName(InputStream tar) throws IOException {
        var reader =
                new org.dozen.engine.archive.TarReader(
                        tar, org.dozen.engine.archive.ArchiveLimits.USUAL);
        var item = reader.next();
        while (item.isPresent() && item.get().entry().path().isEmpty()) {
            item = reader.next();
        }
        return item.map(each -> each.entry().path()).orElse("");
    }

    private static Source container(Path path, boolean packed, ImportRequest request, Path scratch)
            throws IOException {
        Path plain = path;
        Blobs blobs;
        if (packed) {
            Files.createDirectories(scratch);
            plain = Files.createTempFile(scratch, "unpacked-", ".tmp");
            try (InputStream in = Compression.unpacked(Files.newInputStream(path))) {
                unpack(in, plain, request.limits().bytes());
                blobs = new TarBlobs(plain);
            } finally {
                Files.delete(plain); // it stays open
            }
        } else {
            blobs = new TarBlobs(plain);
        }
        if (!ContainerImage.isOne(blobs)) {
            blobs.close();
            return new Tar(path);
        }
        return new Container(blobs, ContainerImage.find(blobs, request.reference()));
    }

    private static void unpack(InputStream in, Path to, long most) throws IOException {
        try (MeasuredStream bounded =
                new MeasuredStream(
                        in,
                        count -> {
                            if (count > most) {
                                throw new java.io.UncheckedIOException(
                                        new ArchiveException(
                                                "it unpacks to more than "
                                                        + (most >> 20)
                                                        + " MiB, which is the limit"));
                            }
                        })) {
            Files.copy(bounded, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.UncheckedIOException tooLong) {
            throw tooLong.getCause();
        }
    }
}
