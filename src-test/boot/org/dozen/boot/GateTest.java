// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Guest programs that try to leave are refused, named and told of. */
final class GateTest {
    @TempDir Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"socket", "execve", "open", "ptrace"})
    void anEscapeIsRefusedAndNamed(String attempt) throws InterruptedException {
        HostCallSnapshot calls = afterRun("escape " + attempt, 0);
        assertEquals(1, calls.refusedTotal());
        RefusedCall refused = calls.refused().getFirst();
        assertEquals(attempt, refused.name());
        assertEquals("escape", refused.guestName());
        assertTrue(refused.guestPid() > 0);
        assertFalse(refused.meaning().isBlank());
    }

    @Test
    void everyNumberIsRefusedAndNamed() throws InterruptedException {
        HostCallSnapshot calls = afterRun("/tests/gate-numbers", 0);
        Set<Integer> numbers =
                calls.refused().stream().map(RefusedCall::number).collect(Collectors.toSet());
        for (int number = 0; number <= 450; number++) {
            int wanted = number;
            boolean allowed = calls.rows().stream().anyMatch(row -> row.call().number() == wanted);
            // The host kernel keeps these two out of every filter and refuses them by itself.
            boolean unfiltered = number == 335 || number == 336;
            assertTrue(
                    allowed || unfiltered || numbers.contains(number),
                    () -> "not told of: " + wanted);
        }
        assertTrue(calls.refused().stream().noneMatch(call -> call.name().isBlank()));
    }

    @Test
    void aFloodOfRefusedCallsIsCountedToTheLast() throws InterruptedException {
        assertEquals(3000, afterRun("escape flood 3000", 0).refusedTotal());
    }

    @Test
    void aForgedReportIsNoticed() throws InterruptedException {
        try (Guest guest =
                Guest.fresh(
                        scratch,
                        settings -> settings.withCommand("sleep 0.5; escape ring; sleep 1.5"))) {
            guest.start().awaitEnd();
            assertTrue(guest.printed().contains("done: "), guest.printed());
            boolean caught =
                    guest.machine().hostCalls().damaged()
                            || guest.machine().witness().verdict() == WitnessReport.Verdict.DIFFER;
            assertTrue(caught, guest.machine().witness().toString());
        }
    }

    @Test
    void inStrictModeTheFirstRefusalEndsTheMachine() throws InterruptedException {
        try (Guest guest =
                Guest.fresh(
                        scratch,
                        settings -> settings.withStrict(true).withCommand("escape socket"))) {
            Ending ending = guest.start().awaitEnd();
            assertEquals(Ending.Kind.REFUSED_CALL, ending.kind(), ending.toString());
            assertFalse(guest.printed().contains("NOT REFUSED"), guest.printed());
        }
    }

    private HostCallSnapshot afterRun(String command, int status) throws InterruptedException {
        try (Guest guest = Guest.fresh(scratch, settings -> settings.withCommand(command))) {
            Ending ending = guest.start().awaitEnd();
            assertEquals(status, ending.commandStatus().orElse(-1), guest.printed());
            return guest.machine().hostCalls();
        }
    }
}
