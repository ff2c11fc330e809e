// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Forked families, programs at fixed addresses, threads and shells, all at once, while processes
 * are killed and memory runs short: whatever ends, ends for a known reason. The long version, with
 * Debian's programs, is native/tests/big/stress.
 */
final class StressTest {
    private static final int SECONDS = 120;
    private static final List<String> COMMANDS =
            List.of(
                    "families",
                    "families.dynamic-glibc",
                    "families.fixed-glibc",
                    "families.fixed-dynamic",
                    "fixed.fixed-glibc",
                    "waiting.fixed-musl",
                    "processes.dynamic-musl");

    @TempDir Path scratch;

    @Test
    void nothingUnexplainedHappensInTwoMinutes() throws IOException, InterruptedException {
        Path image = Files.copy(Built.file("tests.ext4"), scratch.resolve("disk.ext4"));
        Path output = scratch.resolve("output");
        String commands =
                COMMANDS.stream().map(name -> "/tests/" + name).collect(Collectors.joining(" "));
        Process start =
                new ProcessBuilder(
                                Built.file("tests/start").toString(),
                                "-q",
                                "-m",
                                "512M",
                                "-t",
                                String.valueOf(SECONDS * 4),
                                "-c",
                                "/tests/stress " + SECONDS + " " + commands,
                                Built.file("dozen-vm").toString(),
                                image.toString())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(start.waitFor(SECONDS * 5L, TimeUnit.SECONDS), "does not end");
        String printed = Files.readString(output);
        assertEquals(0, start.exitValue(), printed);
        assertTrue(printed.contains("kept: all of it at once"), printed);
    }
}
