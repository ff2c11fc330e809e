// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dozen.engine.machine.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** What was written stays written, also when the machine does not. */
final class DiskTest {
    @TempDir Path scratch;
    private Path image = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        image = Files.copy(Built.file("tests.ext4"), scratch.resolve("disk.ext4"));
    }

    @Test
    void whatWasWrittenIsThereAfterPowerOff() throws Exception {
        run("echo kept > /root/note");
        assertEquals("kept\n", run("cat /root/note"));
        assertClean();
    }

    @Test
    void aKilledMachineLosesNothingThatWasSynced() throws Exception {
        try (Guest guest = Guest.from(scratch, image, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.type("seq 1 5000 > /root/synced; sync; echo syn''ced\n");
            guest.awaitText("synced\r\n", 0);
            guest.type("while :; do seq 1 3000 > /root/loop; mv /root/loop /root/l2; done\n");
            awaitMoreWrites(guest);
            ProcessHandle.of(guest.machine().processId().orElseThrow())
                    .orElseThrow()
                    .destroyForcibly();
            guest.awaitEnd();
        }
        String sum = run("md5sum < /root/synced; seq 1 5000 | md5sum");
        String[] lines = sum.split("\n", -1);
        assertEquals(lines[1], lines[0]);
        assertClean();
    }

    /** Returns when the machine has written to its disk again and again. */
    private static void awaitMoreWrites(Guest guest) throws InterruptedException {
        long enough = writes(guest) + 10;
        while (writes(guest) < enough) {
            Thread.sleep(1);
        }
    }

    private static long writes(Guest guest) {
        return guest.machine().hostCalls().rows().stream()
                .filter(row -> row.call().name().equals("pwrite64"))
                .mapToLong(row -> row.count())
                .sum();
    }

    @Test
    void aReadOnlyImageIsNotChanged() throws Exception {
        byte[] before = Files.readAllBytes(image);
        try (Guest guest =
                Guest.from(
                        scratch,
                        image,
                        settings ->
                                settings.withReadOnly(true)
                                        .withCommand("echo x > /root/x; ls /tests | wc -l"))) {
            Ending ending = guest.start().awaitEnd();
            assertEquals(Ending.Kind.POWERED_OFF, ending.kind(), guest.printed());
            assertTrue(guest.printed().contains("Read-only"), guest.printed());
        }
        assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(image)), "it was changed");
    }

    @Test
    void trimGivesBlocksBackToTheHost() throws Exception {
        run("dd if=/dev/urandom of=/root/big bs=1M count=8 2>/dev/null; sync");
        long full = allocated();
        run("rm /root/big; fstrim /");
        long trimmed = allocated();
        assertTrue(trimmed < full - (6 << 20), full + " bytes before, " + trimmed + " after");
        assertClean();
    }

    private String run(String command) throws InterruptedException {
        try (Guest guest = Guest.from(scratch, image, settings -> settings.withCommand(command))) {
            Ending ending = guest.start().awaitEnd();
            assertEquals(0, ending.commandStatus().orElse(-1), guest.printed());
            return guest.printed();
        }
    }

    private void assertClean() throws IOException, InterruptedException {
        Process check =
                new ProcessBuilder(Built.program("e2fsck").toString(), "-fn", image.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), said);
    }

    private long allocated() throws IOException, InterruptedException {
        Process stat =
                new ProcessBuilder(Built.program("stat").toString(), "-c", "%b", image.toString())
                        .start();
        String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, stat.waitFor());
        return Long.parseLong(blocks.strip()) * 512;
    }
}
