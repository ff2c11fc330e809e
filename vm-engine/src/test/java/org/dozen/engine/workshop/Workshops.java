// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.Needs;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.FolderLibrary;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageLibrary;
import org.dozen.engine.registry.Registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A workshop in a folder of its own, and what tests ask of images. */
final class Workshops {
    private Workshops() {}

    static ImageLibrary library(Path folder) {
        return new FolderLibrary(folder.resolve("images"), folder.resolve("none.ext4"));
    }

    static ImageWorkshop in(Path folder) {
        return in(folder, Duration.ofSeconds(60));
    }

    static ImageWorkshop in(Path folder, Duration patience) {
        Path program =
                Needs.file(
                        Needs.root().resolve("native/build/dozen-files"), "make -C native files");
        return new ImageWorkshop(
                library(folder),
                program,
                folder.resolve("scratch"),
                new Registry(
                        folder.resolve("registry"), Map.of("HOME", folder.toString()), patience));
    }

    /** Runs a program of the host; gives what it said. */
    static String run(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", words) + ": " + said).isZero();
        return said;
    }

    /** The host's own checker finds nothing wrong. */
    static void assertWhole(Image image) throws IOException, InterruptedException {
        run("/sbin/e2fsck", "-fn", image.path().toString());
    }

    /** Everything in an image, a line each: what can be told of it, and a digest of its bytes. */
    static Map<String, String> everything(ImageWorkshop workshop, Image image) {
        Map<String, String> found = new TreeMap<>();
        try (ImageFiles files = workshop.look(image)) {
            files.walk(
                    "",
                    true,
                    new ImageFiles.Visitor() {
                        private String path = "";

                        @Override
                        public void entry(FileEntry entry) {
                            path = entry.path();
                            found.put(path, line(entry));
                        }

                        @Override
                        public void data(byte[] bytes) {
                            String hash = " " + java.util.Arrays.hashCode(bytes);
                            found.merge(path, hash, String::concat);
                        }
                    });
        }
        found.remove("lost+found");
        return found;
    }

    private static String line(FileEntry entry) {
        boolean folder = entry.kind() == FileKind.FOLDER;
        return String.join(
                " ",
                entry.modeText(),
                entry.user() + ":" + entry.group(),
                Long.toString(entry.size()),
                entry.changed().toString(),
                entry.major() + "," + entry.minor(),
                folder ? "" : "x" + entry.links(),
                entry.target(),
                entry.attributes().stream()
                        .sorted(java.util.Comparator.comparing(each -> each.name()))
                        .toList()
                        .toString());
    }

    /** Nothing half made lies in the library. */
    static List<String> files(Path folder) throws IOException {
        Path images = folder.resolve("images");
        if (!Files.exists(images)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(images)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(".about") && !name.equals(".trash"))
                    .sorted()
                    .toList();
        }
    }
}
