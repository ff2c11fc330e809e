// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dozen.engine.machine.Ending;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One guest program per promise; each says itself whether it was kept. */
final class PromiseTest {
    private static final Path PROGRAMS = Built.FOLDER.resolve("tests/guest");

    /** Programs that need somebody outside, and are used by other tests. */
    private static final List<String> NOT_ALONE =
            List.of("panic", "terminal", "memory-back", "stress");

    static Stream<String> programs() throws IOException {
        Built.file("tests/guest");
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !NOT_ALONE.contains(name))
                            .sorted()
                            .toList();
            assertFalse(names.isEmpty(), "no guest programs in " + PROGRAMS);
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isKept(String program, @TempDir Path scratch) throws InterruptedException {
        try (Guest guest =
                Guest.fresh(scratch, settings -> settings.withCommand("/tests/" + program))) {
            Ending ending = guest.start().awaitEnd();
            assertTrue(guest.printed().contains("kept: "), guest.printed());
            assertFalse(guest.printed().contains("BROKEN: "), guest.printed());
            assertEquals(Ending.Kind.POWERED_OFF, ending.kind(), ending.toString());
            assertEquals(0, ending.commandStatus().orElse(-1), guest.printed());
        }
    }
}
