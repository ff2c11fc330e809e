// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command in stock User-Mode Linux with its MMU, the host calls of its kernel counted by strace.
 * It traces its guest's processes by ptrace itself, so that those cannot be counted as well: the
 * number is of its kernel alone, and a lower bound.
 */
public final class UmlRun {
    private static final String MEMORY = "64M";

    /** Where Debian's package user-mode-linux has it. */
    private static final Path PACKAGED = Path.of("/usr/bin/linux.uml");

    private UmlRun() {}

    /**
     * A User-Mode Linux that is at hand: the newest that {@code src-test/bench/uml} has built for
     * this user, from the source that machines are built from, else Debian's.
     */
    public static Optional<Path> program() {
        return built().or(() -> Optional.of(PACKAGED).filter(Files::isExecutable));
    }

    private static Optional<Path> built() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path kept =
                (cache != null && cache.startsWith("/")
                                ? Path.of(cache)
                                : Path.of(System.getProperty("user.home", "/"), ".cache"))
                        .resolve("dozen/bench");
        try (Stream<Path> found = Files.list(kept)) {
            return found.filter(each -> String.valueOf(each.getFileName()).startsWith("uml-"))
                    .map(each -> each.resolve("linux"))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparingLong(each -> each.toFile().lastModified()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /**
     * Boots an image in User-Mode Linux, runs a line by its {@code /bin/sh} and powers off.
     *
     * @param program User-Mode Linux with ubd and ext4
     * @param image an ext4 image; a copy of it is used
     * @param line without double quotes
     * @param atMost it is ended then
     * @throws IOException with a sentence for people if it cannot be run or counted
     */
    public static RunTally of(Path program, Path image, String line, Duration atMost)
            throws IOException, InterruptedException {
        if (line.indexOf('"') >= 0) {
            throw new IOException(
                    "A command for User-Mode Linux may hold no double quotes: they end its words.");
        }
        if (!Files.isExecutable(program)) {
            throw new IOException(program + " is no program that can be run.");
        }
        Path folder = Files.createTempDirectory("dozen-uml");
        Path disk = folder.resolve("disk.ext4");
        try {
            Files.copy(image, disk);
            Map<String, Long> counts =
                    StraceCount.of(
                            List.of("-E", "GLIBC_TUNABLES=glibc.pthread.rseq=0"),
                            List.of(
                                    program.toString(),
                                    "mem=" + MEMORY,
                                    "ubd0=" + disk,
                                    "uml_dir=" + folder,
                                    "root=/dev/ubda",
                                    "rw",
                                    "quiet",
                                    "con=null",
                                    "con0=null,fd:1",
                                    "ssl=null",
                                    "lpj=1000000",
                                    "init=/bin/sh",
                                    "--",
                                    "-c",
                                    "\"" + line + "; poweroff -f\""),
                            atMost);
            return new RunTally("User-Mode Linux", counts);
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
