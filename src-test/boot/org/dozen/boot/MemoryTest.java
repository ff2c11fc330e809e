// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

/** A machine takes the memory it was given, and gives back what it no longer uses. */
final class MemoryTest {
    @TempDir Path scratch;

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 64, 128, 512})
    void bootsWithMegabytes(int megabytes) throws InterruptedException {
        try (Guest guest =
                Guest.fresh(
                        scratch,
                        settings ->
                                settings.withMemory((long) megabytes << 20)
                                        .withCommand("free -m | head -2"))) {
            assertEquals(0, guest.start().awaitEnd().commandStatus().orElse(-1), guest.printed());
            assertTrue(guest.printed().contains("Mem:"), guest.printed());
        }
    }

    @Test
    void freedMemoryGoesBackToTheHost() throws InterruptedException {
        try (Guest guest =
                Guest.fresh(
                        scratch, settings -> settings.withCommand("/tests/memory-back 30000"))) {
            guest.start();
            guest.awaitText("MiB", 0);
            long held = 0;
            while (!guest.printed().contains("freed")) {
                held = Math.max(held, guest.machine().memory().resident());
                Thread.sleep(1);
            }
            long end = System.nanoTime() + Duration.ofSeconds(25).toNanos();
            long resident = guest.machine().memory().resident();
            while (resident > held - (12 << 20) && System.nanoTime() < end) {
                Thread.sleep(100);
                resident = guest.machine().memory().resident();
            }
            assertTrue(resident <= held - (12 << 20), held + " held, " + resident + " resident");
        }
    }
}
