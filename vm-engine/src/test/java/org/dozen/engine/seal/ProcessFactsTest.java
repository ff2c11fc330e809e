// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.seal.ProcessFacts.Transfers;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class ProcessFactsTest {
    private static final String SEALED =
            "Name:\tdozen-vm\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n";

    @Test
    void aFilterWithoutNewPrivilegesIsASeal() {
        SealReport report = ProcessFacts.seal(SEALED, true, Instant.EPOCH);
        assertThat(report.sealed()).isTrue();
        assertThat(report.filters()).isEqualTo(1);
    }

    @Test
    void aClaimedSealThatTheKernelDoesNotKnowIsBroken() {
        assertThat(seal("NoNewPrivs:\t1\nSeccomp:\t0\n", true)).isEqualTo(SealReport.State.BROKEN);
        assertThat(seal("NoNewPrivs:\t0\nSeccomp:\t2\n", true)).isEqualTo(SealReport.State.BROKEN);
    }

    @Test
    void beforeTheSealNothingIsClaimedAndNothingBroken() {
        assertThat(seal("NoNewPrivs:\t0\nSeccomp:\t0\n", false))
                .isEqualTo(SealReport.State.NOT_YET);
        assertThat(seal("", false)).isEqualTo(SealReport.State.NOT_YET);
    }

    @Test
    void processorTimeIsReadWhateverTheProcessIsCalled() {
        String stat = "12 (a b) c) S 1 1 1 0 -1 0 1 2 3 4 150 50 0 0 20 0 1 0 5";
        assertThat(ProcessFacts.processorTime(stat)).contains(Duration.ofSeconds(2));
        assertThat(ProcessFacts.processorTime("garbage")).isEmpty();
    }

    @Test
    void countsAreReadFromTheKernelsOwnPage() {
        assertThat(ProcessFacts.transfers("rchar: 5\nsyscr: 7\nsyscw: 8\n"))
                .contains(new Transfers(7, 8));
        assertThat(ProcessFacts.transfers("rchar: 5\n")).isEmpty();
    }

    @Test
    void aProcessThatIsGoneSaysNothing() {
        assertThat(new ProcessFacts(0x7ffffffe).seal(true)).isEmpty();
        assertThat(new ProcessFacts(0x7ffffffe).resident()).isEmpty();
    }

    private static SealReport.State seal(String status, boolean claimed) {
        return ProcessFacts.seal(status, claimed, Instant.EPOCH).state();
    }
}
