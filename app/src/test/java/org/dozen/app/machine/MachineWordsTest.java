// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.MachineMemory;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.BootTimes;
import org.dozen.engine.trace.Milestone;
import org.dozen.engine.trace.TurnTimes;
import org.dozen.engine.witness.WitnessBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

final class MachineWordsTest {
    private static final SealReport SEALED =
            new SealReport(SealReport.State.SEALED, 2, 1, true, Instant.EPOCH);

    @Test
    void theBootIsToldAsFarAsItGot() {
        assertThat(MachineStatus.boot(new BootTimes(Map.of()))).isEqualTo("booting…");
        Map<Milestone, Duration> init = Map.of(Milestone.INIT, Duration.ofNanos(4_100_000));
        assertThat(MachineStatus.boot(new BootTimes(init))).isEqualTo("boot 4.1 ms to init");
    }

    @Test
    void memoryIsUsedOfTotal() {
        assertThat(MachineStatus.memory(new MachineMemory(64 << 20, 60 << 20, 46 << 20, 0, 0)))
                .isEqualTo("memory 14 MB of 60 MB");
    }

    @Test
    void turnsAreToldWhereTheyCostMuch() {
        TurnTimes before = new TurnTimes(100, Duration.ofMillis(50), Duration.ofMillis(2));
        TurnTimes much = new TurnTimes(120, Duration.ofMillis(290), Duration.ofMillis(14));
        assertThat(MachineStatus.turns(before, much, 1_000_000_000L))
                .isEqualTo("turns 24 %, 12 ms each");
        TurnTimes little = new TurnTimes(120, Duration.ofMillis(70), Duration.ofMillis(2));
        assertThat(MachineStatus.turns(before, little, 1_000_000_000L)).isEmpty();
        assertThat(MachineStatus.turns(before, before, 0)).isEmpty();
    }

    @Test
    void reportedAndVerifiedAreDifferentWords() {
        assertThat(MachineStatus.proof(SEALED, WitnessReport.unknown(), WitnessBoard.empty(), 0))
                .contains("Verified by the host kernel: seal.")
                .contains("Reported by the machine: counts");
        assertThat(
                        MachineStatus.proof(
                                SealReport.notYet(),
                                WitnessReport.unknown(),
                                WitnessBoard.empty(),
                                0))
                .isEqualTo("Not sealed yet");
    }

    @Test
    void witnessesThatDifferAreWorseThanARefusal() {
        WitnessReport differ =
                new WitnessReport(WitnessReport.Verdict.DIFFER, 1, 2, 3, 4, Instant.EPOCH);
        assertThat(MachineStatus.proof(SEALED, differ, WitnessBoard.empty(), 1))
                .startsWith("The report is not true");
        assertThat(MachineStatus.tone(SEALED, differ, WitnessBoard.empty(), 0))
                .isEqualTo(MachineStatus.Tone.BAD);
    }

    @ParameterizedTest
    @EnumSource
    void everyEndingHasWords(Ending.Kind kind) {
        Ending ending = new Ending(kind, OptionalInt.of(3), 0, Optional.empty());
        assertThat(EndingWords.title(ending)).isNotBlank();
        assertThat(EndingWords.sentence(ending)).contains("3");
        assertThat(EndingWords.good(ending)).isTrue();
    }

    @Test
    void aFailuresSentenceIsTheReason() {
        MachineFailure failure =
                new MachineFailure(
                        MachineFailure.Reason.PANIC, "The guest kernel gave up: no root.");
        Ending ending =
                new Ending(Ending.Kind.PANIC, OptionalInt.empty(), 70, Optional.of(failure));
        assertThat(EndingWords.sentence(ending)).isEqualTo("The guest kernel gave up: no root.");
        assertThat(EndingWords.good(ending)).isFalse();
    }
}
