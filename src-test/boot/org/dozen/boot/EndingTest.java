// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.MachineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Every way a machine can end is told apart, with a reason. */
final class EndingTest {
    @TempDir Path scratch;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 126, 255})
    void aCommandsStatusIsPassedOn(int status) throws InterruptedException {
        Ending ending = endOf("exit " + status);
        assertEquals(Ending.Kind.POWERED_OFF, ending.kind());
        assertEquals(status, ending.commandStatus().orElse(-1));
    }

    @Test
    void aCommandKilledByASignalSaysSo() throws InterruptedException {
        assertEquals(128 + 9, endOf("kill -9 $$").commandStatus().orElse(-1));
    }

    @Test
    void poweroffTypedAtThePromptPowersOff() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.type("poweroff\n");
            assertEquals(Ending.Kind.POWERED_OFF, guest.awaitEnd().kind());
            assertEquals(MachineState.ENDED, guest.machine().state());
        }
    }

    @Test
    void stoppingFromOutsideShutsDownInOrder() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.machine().stop();
            assertEquals(Ending.Kind.POWERED_OFF, guest.awaitEnd().kind());
        }
    }

    @Test
    void stoppingFromOutsideEndsBusyProgramsToo() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.type("while :; do :; done\n");
            guest.awaitText("done", 0);
            guest.machine().stop();
            assertEquals(Ending.Kind.POWERED_OFF, guest.awaitEnd().kind());
        }
    }

    @Test
    void forceStopEndsWithoutAskingPrograms() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            guest.machine().forceStop();
            assertEquals(Ending.Kind.FORCED, guest.awaitEnd().kind());
        }
    }

    @Test
    void aPanicEndsTheMachineWithItsReason() throws InterruptedException {
        try (Guest guest =
                Guest.fresh(scratch, settings -> settings.withExtraWords("init=/tests/panic"))) {
            Ending ending = guest.start().awaitEnd();
            assertEquals(Ending.Kind.PANIC, ending.kind());
            MachineFailure failure = (MachineFailure) ending.failure().orElseThrow();
            assertEquals(MachineFailure.Reason.PANIC, failure.reason());
            assertTrue(failure.toString().contains("kill init"), failure.toString());
        }
    }

    @Test
    void killedFromOutsideIsTold() throws Exception {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            ProcessHandle.of(guest.machine().processId().orElseThrow())
                    .orElseThrow()
                    .destroyForcibly();
            assertEquals(Ending.Kind.KILLED, guest.awaitEnd().kind());
            assertEquals(MachineState.FAILED, guest.machine().state());
        }
    }

    @Test
    void restartBootsAgain() throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
            guest.awaitText("# ", 0);
            long first = guest.machine().processId().orElseThrow();
            guest.machine().restart();
            long end = System.nanoTime() + Guest.PATIENCE.toNanos();
            while (guest.machine().processId().orElse(first) == first) {
                assertTrue(System.nanoTime() < end, "not restarted: " + guest.machine().state());
                Thread.sleep(1);
            }
            guest.machine().stop();
            assertEquals(Ending.Kind.POWERED_OFF, guest.awaitEnd().kind());
        }
    }

    /** Some of the first requests come while there is nothing yet that could be shut down. */
    @Test
    void stopIsHeardAtAnyMomentOfTheBoot() throws InterruptedException {
        for (int step = 0; step < 40; step++) {
            try (Guest guest = Guest.fresh(scratch, UnaryOperator.identity()).start()) {
                long moment = System.nanoTime() + step * 100_000L;
                while (System.nanoTime() < moment) {
                    Thread.onSpinWait();
                }
                guest.machine().stop();
                Ending ending = guest.awaitEnd();
                assertEquals(Ending.Kind.POWERED_OFF, ending.kind(), ending::toString);
            }
        }
    }

    private Ending endOf(String command) throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, settings -> settings.withCommand(command))) {
            return guest.start().awaitEnd();
        }
    }
}
