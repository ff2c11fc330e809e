// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.seal.ProcessFacts.Transfers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class CountComparisonTest {
    private final CountComparison comparison = new CountComparison();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anHonestMachineIsNeverAccusedHoweverBusyItIs(long seed) {
        Random random = new Random(seed);
        int start = random.nextInt(8);
        long made = 0;
        for (int look = 0; look < 10_000; look++) {
            long before = made;
            long during = made + random.nextInt(50);
            // The kernel counts a call while the machine does not know its result yet.
            long kernel = during + start + random.nextInt(2);
            made = during + random.nextInt(50);
            assertThat(look(before, kernel, made)).isEqualTo(WitnessReport.Verdict.AGREE);
            made += 1 + random.nextInt(1000);
        }
    }

    @Test
    void aSingleInventedCallIsFoundOnceTheMachineRests() {
        look(100, 105, 100);
        assertThat(look(102, 105, 102)).isEqualTo(WitnessReport.Verdict.DIFFER);
        assertThat(comparison.sentence()).contains("never made");
    }

    @Test
    void hiddenCallsAreFound() {
        look(100, 105, 100);
        assertThat(look(100, 1105, 100)).isEqualTo(WitnessReport.Verdict.DIFFER);
        assertThat(comparison.sentence()).contains("leaves out 1000");
    }

    @Test
    void callsHiddenBeforeTheFirstLookAreFound() {
        assertThat(look(100, 1000, 100)).isEqualTo(WitnessReport.Verdict.DIFFER);
    }

    @Test
    void aMachineThatWasCaughtStaysCaught() {
        look(100, 105, 100);
        look(100_100, 105, 100_100);
        assertThat(comparison.sentence()).contains("that were never made");
        assertThat(look(105, 110, 105)).isEqualTo(WitnessReport.Verdict.DIFFER);
    }

    @Test
    void twoHiddenWritesAreFoundAsOnlyOneCallCanBeUnderWay() {
        CountComparison writes = new CountComparison();
        writes.look(new Transfers(0, 5), new Transfers(0, 5), new Transfers(0, 5));
        writes.look(new Transfers(0, 5), new Transfers(0, 7), new Transfers(0, 5));
        assertThat(writes.report().verdict()).isEqualTo(WitnessReport.Verdict.DIFFER);
        assertThat(writes.sentence()).contains("leaves out 2 that");
    }

    private WitnessReport.Verdict look(long before, long kernel, long after) {
        return comparison
                .look(new Transfers(before, 0), new Transfers(kernel, 0), new Transfers(after, 0))
                .verdict();
    }
}
