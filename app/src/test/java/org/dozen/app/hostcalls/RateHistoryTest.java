// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateHistoryTest {
    private static final long SECOND = 1_000_000_000L;

    private final RateHistory history = new RateHistory(2);

    @Test
    void callsLieInTheSlotOfTheirTime() {
        history.advance(250_000_000L);
        history.add(1, 7);
        assertThat(history.calls(0, 2, 1)).isEqualTo(7);
        assertThat(history.calls(0, 2, 0)).isZero();
        assertThat(history.calls(0, 1, 1)).isZero();
    }

    @Test
    void timeThatPassesInOneStepHasNoCalls() {
        history.add(0, 1);
        history.advance(300 * SECOND);
        history.add(0, 5);
        assertThat(history.calls(0, history.newestSlot(0), 0)).isEqualTo(5);
        assertThat(history.calls(0, history.newestSlot(0) - 1, 0)).isZero();
    }

    @Test
    void everyLevelKnowsAllCallsThatItReachesBackTo() {
        for (int i = 0; i < 7200; i++) {
            history.advance(i * SECOND);
            history.add(0, 3);
        }
        int coarse = history.level(0, history.end(), 500);
        long sum = 0;
        for (long slot = history.oldestSlot(coarse); slot <= history.newestSlot(coarse); slot++) {
            sum += history.calls(coarse, slot, 0);
        }
        assertThat(sum).isEqualTo(3 * 7200);
        assertThat(history.end() / history.slotNanos(coarse)).isLessThan(500);
    }

    @Test
    void aShortSpanAtTheEndIsShownFinely() {
        history.advance(7200 * SECOND);
        assertThat(history.level(history.end() - 20 * SECOND, history.end(), 500)).isZero();
    }

    @Test
    void aNewRunBeginsEmpty() {
        history.advance(5 * SECOND);
        history.add(0, 9);
        history.clear();
        assertThat(history.end()).isZero();
        assertThat(history.calls(0, 0, 0)).isZero();
    }
}
