// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The seal, proven from outside: a tracer that is no part of the machine sees every entry into the
 * host kernel, and holds it to the twelve and to the gate. The machine's own counts must be what
 * the tracer saw.
 */
final class SealTest {
    private static final Pattern ROW = Pattern.compile("([a-z_0-9]+) +([0-9]+) +([0-9]+).*");

    @TempDir Path scratch;
    private Path image = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        image = Files.copy(Built.file("tests.ext4"), scratch.resolve("disk.ext4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "ls -lR / | tail -n 1",
                "/tests/disk",
                "/tests/threads",
                "/tests/processes",
                "/tests/preemption",
                "/tests/sockets",
                "/tests/entries"
            })
    void onlyTheTwelveAreCalledAtTheGateAndTheClaimedCountsAreTrue(String command)
            throws Exception {
        assertEquals(0, trace("", command).status());
    }

    @Test
    void refusedCallsAreSeenRefusedFromOutsideToo() throws Exception {
        Traced traced = trace("", "/tests/gate-numbers");
        assertTrue(
                traced.said().contains("after the seal only calls of the twelve"), traced.said());
        assertTrue(traced.said().contains("calls refused, 4"), traced.said());
    }

    /** A row of the table that no test guest needs does not belong there. */
    @Test
    void eachOfTheTwelveIsNeededBySomeGuestProgram() throws Exception {
        Map<String, Long> seen = new TreeMap<>();
        List.of(
                        trace("", "read line; echo $line; /tests/preemption; /tests/trim"),
                        trace("", "/tests/memory-back 3000; /tests/families"),
                        trace("-T", "/tests/call-storm"))
                .forEach(traced ->
                        traced.seen().forEach((name, count) -> seen.merge(name, count, Long::sum)));
        Set<String> unused = new TreeSet<>();
        seen.forEach((name, count) -> {
            if (count == 0) {
                unused.add(name);
            }
        });
        assertEquals(12, seen.size(), seen.toString());
        assertEquals(Set.of(), unused, seen.toString());
    }

    private record Traced(int status, String said, Map<String, Long> seen) {}

    private Traced trace(String option, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Built.file("tests/tracer").toString());
        words.addAll(List.of("-q", "-t", "60", "-c", command));
        if (!option.isEmpty()) {
            words.add(option);
        }
        words.add(Built.file("dozen-vm").toString());
        words.add(image.toString());
        Process tracer = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (OutputStream typed = tracer.getOutputStream()) {
            typed.write("typed\n".getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(tracer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(tracer.waitFor(60, TimeUnit.SECONDS), said);
        int status = tracer.exitValue();
        assertTrue(status != 1 && status != 3, said);
        Map<String, Long> seen = new TreeMap<>();
        said.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> seen.put(row.group(1), Long.valueOf(row.group(2))));
        return new Traced(status, said, seen);
    }
}
