// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dozen.engine.console.ConsoleSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The console is a terminal as programs know it. */
final class ConsoleTest {
    @TempDir Path scratch;

    @Test
    void aPromptAppearsAndCommandsAreAnswered() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.type("echo $((6 * 7)) | tr 42 xy\n");
            guest.awaitText("xy", 0);
        }
    }

    @Test
    void aShellStaysResponsiveBesideTwoBusyPrograms() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.type("/tests/preemption spin & /tests/preemption spin &\n");
            for (int i = 0; i < 5; i++) {
                guest.type("echo answer-$((" + i + " + 100))\n");
                guest.awaitText("answer-" + (100 + i), 0);
            }
        }
    }

    @Test
    void aNewSizeReachesTheForegroundProgramAndCtrlCInterruptsIt() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.type("/tests/terminal\n");
            int at = guest.awaitText("size 80x24", 0);
            guest.machine().console().orElseThrow().resize(new ConsoleSize(132, 43));
            at = guest.awaitText("size 132x43", at);
            guest.machine().console().orElseThrow().resize(new ConsoleSize(40, 10));
            at = guest.awaitText("size 40x10", at);
            guest.type("\u0003");
            at = guest.awaitText("interrupted", at);
            guest.awaitText("kept: ", at);
        }
    }

    @Test
    void ctrlCEndsABusyForegroundJobAndNotTheShell() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            int at = guest.awaitText("# ", 0);
            guest.type("/tests/preemption spin\n");
            at = guest.awaitText("computing", at);
            guest.type("\u0003");
            at = guest.awaitText("# ", at);
            guest.type("echo st''ill\n");
            guest.awaitText("still", at);
        }
    }

    @Test
    void aCommandsOutputComesByteForByte() throws InterruptedException {
        String command = "printf 'a\\nb\\r\\n\\tc\\n'; seq 1 20000";
        try (Guest guest = Guest.fresh(scratch, settings -> settings.withCommand(command))) {
            guest.start().awaitEnd();
            String printed = guest.printed();
            assertTrue(printed.startsWith("a\nb\r\n\tc\n1\n2\n3\n"), () -> head(printed));
            assertTrue(
                    printed.contains("\n19999\n20000\n"), () -> "cut short: " + printed.length());
            assertFalse(printed.contains("1\r\n"));
        }
    }

    @Test
    void aConsoleNobodyReadsMakesTheMachineWaitAndNothingIsLost() throws InterruptedException {
        String command = "seq 1 100000 | md5sum; seq 1 100000";
        try (Guest guest = Guest.fresh(scratch, settings -> settings.withCommand(command))) {
            guest.start().awaitEnd();
            long lines = guest.printed().lines().filter(line -> line.matches("[0-9]+")).count();
            assertEquals(100_000, lines);
        }
    }

    private static String head(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }
}
