// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.Needs;
import org.dozen.engine.archive.ArchiveLimits;
import org.dozen.engine.archive.Archives;
import org.dozen.engine.archive.Compression;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** What is brought in is in the image as it was in its source. */
final class ImportTest {
    @TempDir Path folder;

    private Image bringIn(ImportRequest request) {
        return Workshops.in(folder).bringIn(request, WorkProgress.NONE);
    }

    private Image bringIn(Path source, String name) {
        return bringIn(ImportRequest.of(source.toString(), name));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void oneOfEverythingArrivesAndComesBack(Compression how) throws Exception {
        Path archive = folder.resolve("all.tar");
        try (OutputStream out = how.packing(Files.newOutputStream(archive))) {
            out.write(Archives.everything());
        }

        Image image = bringIn(archive, "all");

        ImageWorkshop workshop = Workshops.in(folder);
        Workshops.assertWhole(image);
        Map<String, String> found = Workshops.everything(workshop, image);
        assertThat(found).hasSize(14);
        assertThat(found.get("etc/setuid")).startsWith("-rwsr-xr-x 1000:70000 1 2023-11-14");
        assertThat(found.get("etc/capable")).contains("\udc80\udcff").contains("gr\u00fc\u00dfe");
        assertThat(found.get("null")).contains(" 1,3 ");
        assertThat(found.get("disk")).contains(" 259,70000 ");
        assertThat(found.get("one")).contains("x2").isEqualTo(found.get("another"));
        assertThat(found).containsKey("etc/no\udcfftext\u2603");
        // A second opinion, by the tool that everyone has.
        String said =
                Workshops.run("/sbin/debugfs", "-R", "stat /etc/setuid", image.path().toString());
        assertThat(said).contains("Mode:  04755").contains("User:  1000").contains("Group: 70000");
        // And out again: the same.
        Path out = folder.resolve("out.tar");
        try (OutputStream to = Files.newOutputStream(out)) {
            workshop.export(image, to, Compression.NONE, WorkProgress.NONE);
        }
        Image again = bringIn(out, "again");
        assertThat(Workshops.everything(workshop, again)).isEqualTo(found);
    }

    @Test
    void aFolderArrivesAsTarSeesIt() throws Exception {
        Needs.program("tar");
        Path tree = Files.createDirectories(folder.resolve("tree/a/b"));
        Files.writeString(tree.resolve("x"), "1");
        Files.createLink(tree.resolve("y"), tree.resolve("x"));
        Files.createSymbolicLink(tree.resolve("z"), Path.of("../../../etc/passwd"));
        Path top = folder.resolve("tree");

        Image image = bringIn(ImportRequest.of(top.toString(), "tree").withOwnFilesAsRoot(true));

        Workshops.assertWhole(image);
        Map<String, String> found = Workshops.everything(Workshops.in(folder), image);
        assertThat(found).containsOnlyKeys("a", "a/b", "a/b/x", "a/b/y", "a/b/z");
        assertThat(found.get("a/b/x")).contains(" 0:0 ").contains("x2");
        assertThat(found.get("a/b/z")).contains("../../../etc/passwd");
    }

    @Test
    void realToolsContainersArriveWithTheirLayers() throws Exception {
        Needs.program("umoci");
        Needs.program("skopeo");
        Path layout = folder.resolve("layout");
        Path one = Files.writeString(folder.resolve("one"), "lower");
        Path two = Files.writeString(folder.resolve("two"), "upper");
        String at = layout + ":tag";
        Workshops.run("umoci", "init", "--layout", layout.toString());
        Workshops.run("umoci", "new", "--image", at);
        for (String path : List.of("/keep", "/gone", "/dir/old", "/changed")) {
            Workshops.run("umoci", "insert", "--rootless", "--image", at, one.toString(), path);
        }
        Workshops.run("umoci", "insert", "--rootless", "--image", at, "--whiteout", "/gone");
        Workshops.run("umoci", "insert", "--rootless", "--image", at, two.toString(), "/changed");
        Workshops.run(
                "umoci",
                "insert",
                "--rootless",
                "--image",
                at,
                "--opaque",
                Files.createDirectories(folder.resolve("empty")).toString(),
                "/dir");
        Workshops.run(
                "umoci",
                "config",
                "--image",
                at,
                "--config.cmd",
                "cat",
                "--config.cmd",
                "/keep",
                "--config.env",
                "A=b c",
                "--config.workingdir",
                "/dir",
                "--config.user",
                "7:8");
        Path docker = folder.resolve("docker.tar");
        Path oci = folder.resolve("oci.tar");
        Workshops.run(
                "skopeo",
                "--insecure-policy",
                "copy",
                "-q",
                "oci:" + at,
                "docker-archive:" + docker + ":x/y:z");
        Workshops.run(
                "skopeo", "--insecure-policy", "copy", "-q", "oci:" + at, "oci-archive:" + oci);
        Workshops.run("gzip", "-k", docker.toString());

        ImageWorkshop workshop = Workshops.in(folder);
        int number = 0;
        for (Path source : List.of(layout, docker, oci, Path.of(docker + ".gz"))) {
            number++;
            Image image = bringIn(source, "c" + number);
            Workshops.assertWhole(image);
            Map<String, String> found = Workshops.everything(workshop, image);
            assertThat(found).as(source.toString()).containsOnlyKeys("keep", "changed", "dir");
            assertThat(found.get("changed")).contains(" 5 ");
            assertThat(workshop.notes().of("c" + number).start().words())
                    .containsExactly("cat", "/keep");
            assertThat(workshop.notes().of("c" + number).start().environment()).contains("A=b c");
            assertThat(workshop.notes().of("c" + number).start().user()).isEqualTo("7:8");
        }
    }

    @Test
    void aLayerWithAWrongChecksumIsRefused() throws Exception {
        Needs.program("umoci");
        Path layout = folder.resolve("layout");
        Path one = Files.writeString(folder.resolve("one"), "lower");
        Workshops.run("umoci", "init", "--layout", layout.toString());
        Workshops.run("umoci", "new", "--image", layout + ":tag");
        Workshops.run(
                "umoci", "insert", "--rootless", "--image", layout + ":tag", one.toString(), "/x");
        try (var blobs = Files.list(layout.resolve("blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                byte[] bytes = Files.readAllBytes(blob);
                if (bytes[0] == 0x1f) {
                    bytes[4] ^= 1; // a time that nobody looks at
                    blob.toFile().setWritable(true);
                    Files.write(blob, bytes);
                }
            }
        }

        assertThatThrownBy(() -> bringIn(layout, "wrong"))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining("checksum");
        assertThat(Workshops.files(folder)).isEmpty();
    }

    @Test
    void linksOnTheWayLeadNowhereButIntoTheImage() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path archive = folder.resolve("climb.tar");
        try (OutputStream out = Files.newOutputStream(archive);
                var tar = new org.dozen.engine.archive.TarWriter(out)) {
            tar.entry(
                    FileEntry.toMake(
                                    "way",
                                    org.dozen.engine.filesystem.FileKind.LINK,
                                    0777,
                                    java.time.Instant.EPOCH)
                            .withTarget(outside.toString()));
            Archives.file(
                    tar,
                    FileEntry.toMake(
                            "way/victim",
                            org.dozen.engine.filesystem.FileKind.FILE,
                            0644,
                            java.time.Instant.EPOCH),
                    "x");
            tar.finish();
        }

        Image image = bringIn(archive, "climb");

        assertThat(outside).isEmptyDirectory();
        Map<String, String> found = Workshops.everything(Workshops.in(folder), image);
        assertThat(found).containsKey((outside + "/victim").substring(1));
    }

    @Test
    void whatCannotBeBroughtInLeavesNothing() throws Exception {
        Path climbs = write("climbs.tar", Archives.of("a", "../b"));
        Path cut = write("cut.tar", java.util.Arrays.copyOf(Archives.everything(), 9000));
        Path text = write("text", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path bomb = folder.resolve("bomb.tar.gz");
        try (OutputStream out = Compression.GZIP.packing(Files.newOutputStream(bomb));
                var tar = new org.dozen.engine.archive.TarWriter(out)) {
            tar.entry(
                    FileEntry.toMake(
                                    "zeros",
                                    org.dozen.engine.filesystem.FileKind.FILE,
                                    0644,
                                    java.time.Instant.EPOCH)
                            .withSize(1L << 40));
        }

        refuses(ImportRequest.of(climbs.toString(), "x"), "climbs out");
        refuses(ImportRequest.of(cut.toString(), "x"), "cut off");
        refuses(ImportRequest.of(text.toString(), "x"), "text");
        refuses(ImportRequest.of(bomb.toString(), "x"), "limit");
        refuses(ImportRequest.of("/nowhere/at.all", "x"), "no file or folder");
        Path good = write("good.tar", Archives.of("a"));
        refuses(ImportRequest.of(good.toString(), "../x"), "cannot be called");
        refuses(ImportRequest.of(good.toString(), "x").withBytes(1), "cannot be");
        refuses(
                ImportRequest.of(good.toString(), "x").withLimits(new ArchiveLimits(0, 10)),
                "limit");
        assertThatThrownBy(() ->
                        Workshops.in(folder)
                                .bringIn(
                                        ImportRequest.of(good.toString(), "x"),
                                        (what, done, total) -> false))
                .isInstanceOf(CancellationException.class);
        assertThat(Workshops.files(folder)).isEmpty();
    }

    private void refuses(ImportRequest request, String words) {
        assertThatThrownBy(() -> bringIn(request))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining(words);
    }

    @Test
    void aFullImageSaysSo() throws Exception {
        Path archive = folder.resolve("big.tar");
        byte[] megabyte = new byte[1 << 20];
        new java.util.Random(1).nextBytes(megabyte);
        try (OutputStream out = Files.newOutputStream(archive);
                var tar = new org.dozen.engine.archive.TarWriter(out)) {
            for (int i = 0; i < 20; i++) {
                tar.entry(
                        FileEntry.toMake(
                                        "f" + i,
                                        org.dozen.engine.filesystem.FileKind.FILE,
                                        0644,
                                        java.time.Instant.EPOCH)
                                .withSize(megabyte.length));
                tar.data(megabyte);
            }
            tar.finish();
        }

        refuses(ImportRequest.of(archive.toString(), "x").withBytes(16 << 20), "no room left");
        assertThat(Workshops.files(folder)).isEmpty();
    }

    @Test
    void manySmallFilesInOneFolderArrive() throws Exception {
        String[] names = new String[20_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "many/file-" + i;
        }
        Image image = bringIn(write("many.tar", Archives.of(names)), "many");

        Workshops.assertWhole(image);
        try (ImageFiles files = Workshops.in(folder).look(image)) {
            assertThat(files.list("/many")).hasSize(names.length);
        }
    }

    /** Killed at any moment: nothing half made is listed, and the next import cleans up. */
    @Test
    void whoIsKilledLeavesNoHalfImage() throws Exception {
        String[] names = new String[3000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "d" + i % 50 + "/file-" + i;
        }
        Path archive = write("many.tar", Archives.of(names));
        for (int round = 0; round < 6; round++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "-Xshare:auto",
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-Ddozen.root=" + Needs.root(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ImportAndSay.class.getName(),
                                    folder.toString(),
                                    archive.toString())
                            .redirectErrorStream(true)
                            .start();
            process.getInputStream().read(); // it begins
            long steps = 40L * round;
            Thread.sleep(java.time.Duration.ofMillis(steps)); // any moment is as good as another
            process.destroyForcibly();
            process.waitFor();
            for (Image image : Workshops.library(folder).list()) {
                Workshops.assertWhole(image); // it was quicker than we were
                Files.delete(image.path());
            }
        }

        bringIn(archive, "whole");
        assertThat(Workshops.library(folder).list()).hasSize(1);
    }

    /** Hundred thousand entries in a process that may hardly have any memory. */
    @Test
    void manyEntriesNeedLittleMemory() throws Exception {
        Path archive = folder.resolve("entries.tar.gz");
        byte[] content = {'x'};
        try (OutputStream out = Compression.GZIP.packing(Files.newOutputStream(archive));
                var tar = new org.dozen.engine.archive.TarWriter(out)) {
            for (int i = 0; i < 100_000; i++) {
                tar.entry(
                        FileEntry.toMake(
                                        "d" + i / 1000 + "/file-" + i,
                                        org.dozen.engine.filesystem.FileKind.FILE,
                                        0644,
                                        java.time.Instant.EPOCH)
                                .withSize(1));
                tar.data(content);
            }
            tar.finish();
        }

        Workshops.run(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Ddozen.root=" + Needs.root(),
                "-cp",
                System.getProperty("java.class.path"),
                ImportAndSay.class.getName(),
                folder.toString(),
                archive.toString());

        Image image = Workshops.library(folder).resolve("killed");
        Workshops.assertWhole(image);
        try (ImageFiles files = Workshops.in(folder).look(image)) {
            assertThat(files.list("/d99")).hasSize(1000);
        }
    }

    @Test
    void hardLinksLeadNowhereOutside() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        for (String target : List.of("../victim", victim.toString(), "never/there")) {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            try (var tar = new org.dozen.engine.archive.TarWriter(bytes)) {
                tar.entry(
                        FileEntry.toMake(
                                        "link",
                                        org.dozen.engine.filesystem.FileKind.LINK,
                                        0777,
                                        java.time.Instant.EPOCH)
                                .withTarget(target));
                tar.finish();
            }
            byte[] archive = bytes.toByteArray();
            archive[156] = '1'; // a hard link, then
            int sum = 0;
            for (int i = 0; i < 512; i++) {
                sum += i >= 148 && i < 156 ? ' ' : archive[i] & 0xff;
            }
            byte[] digits =
                    String.format("%06o\0 ", sum)
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            System.arraycopy(digits, 0, archive, 148, 8);
            refuses(
                    ImportRequest.of(write("links.tar", archive).toString(), "x"),
                    target.startsWith("..") ? "climbs out" : "no such file or folder");
        }
        assertThat(victim).hasContent("mine");
        assertThat(Workshops.files(folder)).isEmpty();
    }
}
