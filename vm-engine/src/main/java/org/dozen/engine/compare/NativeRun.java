// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same command run on the host itself, its calls counted by ptrace: the baseline to compare a
 * machine with. The counting is done by strace, with all processes that the command starts.
 */
public final class NativeRun {
    /** A line of strace's summary: how often, perhaps how often in vain, and what. */
    private static final Pattern LINE = Pattern.compile("\\s*(\\d+)\\s+([a-z_][a-z0-9_]*)\\s*");

    private NativeRun() {}

    /**
     * Runs a shell line on the host and waits for it; its output is thrown away.
     *
     * @param line what {@code sh -c} gets
     * @param atMost it is ended then
     * @throws IOException with a sentence for people if strace is not installed or may not trace
     */
    public static RunTally of(String line, Duration atMost)
            throws IOException, InterruptedException {
        Path summary = Files.createTempFile("dozen-native", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            List.of(
                                    "strace",
                                    "-f",
                                    "-c",
                                    "-U",
                                    "calls,name",
                                    "-o",
                                    summary.toString(),
                                    "sh",
                                    "-c",
                                    line));
            Process process = start(builder);
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                process.waitFor();
            }
            Map<String, Long> counts = parse(Files.readAllLines(summary));
            if (counts.isEmpty()) {
                throw new IOException("strace counted nothing: this host may not let it trace.");
            }
            return new RunTally("on the host", counts);
        } finally {
            Files.deleteIfExists(summary);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            throw new IOException(
                    "strace, which counts the calls of host programs, is not installed.", missing);
        }
    }

    /** Reads strace's summary. */
    static Map<String, Long> parse(List<String> lines) {
        Map<String, Long> counts = new HashMap<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches() && !parts.group(2).equals("total")) {
                counts.merge(parts.group(2), Long.parseLong(parts.group(1)), Long::sum);
            }
        }
        return Map.copyOf(counts);
    }
}
