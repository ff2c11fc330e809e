// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.Needs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real file systems, made by the tool that everyone makes them with. */
final class TestImages {
    private TestImages() {}

    /** Makes a file system of 8 MiB. */
    static Path make(Path file, String kind, String... options)
            throws IOException, InterruptedException {
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(8 << 20);
        }
        Path tool = Needs.file(Path.of("/sbin/mke2fs"), "install e2fsprogs");
        List<String> words =
                new ArrayList<>(List.of(tool.toString(), "-q", "-F", "-t", kind, "-L", "label"));
        words.addAll(List.of(options));
        words.add(file.toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return file;
    }

    /** Changes a file in one place. */
    static void poke(Path file, long at, int... bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            for (int each : bytes) {
                open.write(each);
            }
        }
    }
}
