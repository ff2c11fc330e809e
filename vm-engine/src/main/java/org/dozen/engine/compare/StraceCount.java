// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the system calls of a program of the host, by strace. */
final class StraceCount {
    /** A line of strace's summary: how often, perhaps how often in vain, and what. */
    private static final Pattern LINE = Pattern.compile("\\s*(\\d+)\\s+([a-z_][a-z0-9_]*)\\s*");

    private static final long GRACE_SECONDS = 5;

    private StraceCount() {}

    /**
     * Runs a program and waits for it; its output is thrown away.
     *
     * @param options of strace, beside those of counting
     * @param atMost it is ended then, and what was counted so far is given
     * @return how often which call was made
     * @throws IOException with a sentence for people if nothing could be counted
     */
    static Map<String, Long> of(List<String> options, List<String> command, Duration atMost)
            throws IOException, InterruptedException {
        Path summary = Files.createTempFile("dozen-count", ".txt");
        try {
            List<String> words = new ArrayList<>(List.of("strace"));
            words.addAll(options);
            words.addAll(List.of("-c", "-U", "calls,name", "-o", summary.toString()));
            words.addAll(command);
            Process process = start(words);
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
            }
            Map<String, Long> counts = parse(Files.readAllLines(summary));
            if (counts.isEmpty()) {
                throw new IOException("strace counted nothing: this host may not let it trace.");
            }
            return counts;
        } finally {
            Files.deleteIfExists(summary);
        }
    }

    /** Ends a program that takes too long, with all it has started, and lets strace sum up. */
    private static void end(Process strace) throws InterruptedException {
        strace.descendants().forEach(ProcessHandle::destroyForcibly);
        if (!strace.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            strace.destroyForcibly();
            strace.waitFor();
        }
    }

    private static Process start(List<String> words) throws IOException {
        try {
            return new ProcessBuilder(words)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
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
