// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Within the five minutes that any test may take. */
    private static final int MOST_SECONDS = 270;

    private static final List<String> COMMANDS =
            List.of(
                    "families",
                    "families.dynamic-glibc",
                    "families.fixed-glibc",
                    "families.fixed-dynamic",
                    "fixed.fixed-glibc",
                    "waiting.fixed-musl",
                    "processes.dynamic-musl");

    private static final String ALL =
            "/tests/stress "
                    + SECONDS
                    + COMMANDS.stream().map(name -> " /tests/" + name).collect(Collectors.joining())
                    + "; status=$?;"
                    + " dmesg | grep -iE 'bug:|oops|corrupt|bad page|unable to handle' && status=1;"
                    + " exit $status";

    @TempDir Path scratch;

    @Test
    void nothingUnexplainedHappensInTwoMinutes() throws IOException, InterruptedException {
        Path image = Files.copy(Built.file("tests.ext4"), scratch.resolve("disk.ext4"));
        Path output = scratch.resolve("output");
        Process start =
                new ProcessBuilder(
                                Built.file("tests/start").toString(),
                                "-q",
                                "-m",
                                "512M",
                                "-t",
                                String.valueOf(MOST_SECONDS),
                                "-c",
                                ALL,
                                Built.file("dozen-vm").toString(),
                                image.toString())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(start.waitFor(MOST_SECONDS + 20L, TimeUnit.SECONDS)).isTrue();
        } finally {
            start.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(start.exitValue()).as(printed).isZero();
        assertThat(printed)
                .contains("kept: all of it at once")
                .doesNotContain("UNEXPLAINED")
                .containsPattern("kills [1-9]\\d*, shortages [1-9]")
                .containsPattern("(?m)^turns [1-9]\\d{2}");
    }
}
