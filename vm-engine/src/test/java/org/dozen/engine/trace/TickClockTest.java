// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickClockTest {
    @Test
    void ticksBecomeNanosecondsByTheTwoReadings() {
        TickClock clock = TickClock.of(1_000, 500, 4_000_001_000L, 2_000_000_500L);
        assertThat(clock.known()).isTrue();
        assertThat(clock.nanos(2000)).isEqualTo(1000);
        assertThat(clock.at(3000)).isEqualTo(1500);
    }

    @Test
    void aClockOfOneReadingDoesNotKnowButAnswers() {
        TickClock clock = TickClock.of(1000, 500, 0, 0);
        assertThat(clock.known()).isFalse();
        assertThat(clock.nanos(3000)).isBetween(300L, 7500L);
    }

    @Test
    void readingsThatCannotBeTrueAreNotBelieved() {
        assertThat(TickClock.of(0, 0, 1, Long.MAX_VALUE).known()).isFalse();
        assertThat(TickClock.of(Long.MIN_VALUE, 0, Long.MAX_VALUE, 5).known()).isFalse();
        assertThat(TickClock.of(5, 5, 4, 4).known()).isFalse();
    }

    @Test
    void aDurationIsNeverNegative() {
        assertThat(TickClock.of(0, 0, 30_000_000, 10_000_000).nanos(-5)).isZero();
    }
}
