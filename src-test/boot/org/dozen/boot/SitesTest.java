// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs keep their promises whether their call sites are rewritten or trap, with both C
 * libraries, linked statically and put together by a loader.
 */
final class SitesTest {
    private static final List<String> PROMISES =
            List.of("families", "mapping", "processes", "signals", "threads", "timers", "waiting");
    private static final Pattern REWRITTEN = Pattern.compile("([0-9]+) sites rewritten");

    @TempDir Path scratch;

    @ParameterizedTest(name = "sites={0}, {1}, {2}")
    @CsvSource({
        "rewrite, musl, static",
        "rewrite, musl, dynamic",
        "rewrite, glibc, static",
        "rewrite, glibc, dynamic",
        "trap, musl, static",
        "trap, musl, dynamic",
        "trap, glibc, static",
        "trap, glibc, dynamic"
    })
    void promisesAreKept(String sites, String library, String linkage)
            throws IOException, InterruptedException {
        Path image = Files.copy(Built.file("tests.ext4"), scratch.resolve("disk.ext4"));
        Path output = scratch.resolve("output");
        Path report = scratch.resolve("report");
        String command = "/tests/run " + String.join(" ", programs(library, linkage));
        Process start =
                new ProcessBuilder(
                                Built.file("tests/start").toString(),
                                "-t",
                                "60",
                                "-r",
                                report.toString(),
                                "-o",
                                "sites=" + sites,
                                "-c",
                                command,
                                Built.file("dozen-vm").toString(),
                                image.toString())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(start.waitFor(Guest.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS), "does not end");
        String printed = Files.readString(output);
        assertEquals(0, start.exitValue(), printed);
        assertTrue(printed.contains("programs with a broken promise: 0"), printed);
        int rewritten = rewritten(Files.readString(report));
        assertEquals("rewrite".equals(sites), rewritten > 0, rewritten + " sites rewritten");
    }

    private static List<String> programs(String library, String linkage) {
        String suffix =
                switch (library + " " + linkage) {
                    case "musl static" -> "";
                    case "glibc static" -> ".glibc";
                    default -> ".dynamic-" + library;
                };
        return PROMISES.stream().map(promise -> promise + suffix).toList();
    }

    private static int rewritten(String report) {
        Matcher matcher = REWRITTEN.matcher(report);
        assertTrue(matcher.find(), report);
        return Integer.parseInt(matcher.group(1));
    }
}
