// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.app.hostcalls.chart.FakeRun.MILLI;
import static org.dozen.app.hostcalls.chart.FakeRun.SECOND;

import org.junit.jupiter.api.Test;

final class MomentsTest {
    @Test
    void aMomentIsWrittenAsFinelyAsItsSpanWantsIt() {
        assertThat(Moments.words(12_345 * MILLI, 100 * MILLI)).isEqualTo("12.34 s");
        assertThat(Moments.words(12_345 * MILLI, 2 * SECOND)).isEqualTo("12.3 s");
        assertThat(Moments.words(12_345 * MILLI, 60 * SECOND)).isEqualTo("12 s");
    }

    @Test
    void minutesAndHoursAreWrittenAsOnAClock() {
        assertThat(Moments.words(125 * SECOND, 60 * SECOND)).isEqualTo("2:05");
        assertThat(Moments.words(125_678 * MILLI, SECOND)).isEqualTo("2:05.6");
        assertThat(Moments.words(3725 * SECOND, SECOND)).isEqualTo("1:02:05");
    }

    @Test
    void noMomentIsRoundedUpToOneThatHasNotCome() {
        assertThat(Moments.words(119_999 * MILLI, 60 * SECOND)).isEqualTo("1:59");
        assertThat(Moments.words(9_999 * MILLI, 2 * SECOND)).isEqualTo("9.9 s");
    }

    @Test
    void aSpanIsWrittenWithBothEnds() {
        assertThat(new RunSpan(12_300 * MILLI, 14_100 * MILLI).words())
                .isEqualTo("12.3 s to 14.1 s");
    }

    @Test
    void stepsAreRound() {
        assertThat(Moments.roundStep(5 * SECOND, 160)).isEqualTo(50 * MILLI);
        assertThat(Moments.roundStep(7200 * SECOND, 160)).isEqualTo(60 * SECOND);
        assertThat(Moments.step(50 * MILLI)).isEqualTo("50 ms");
        assertThat(Moments.step(60 * SECOND)).isEqualTo("1 min");
    }

    @Test
    void aSpanIsNeverEmptyOrBeforeTheRun() {
        RunSpan span = new RunSpan(-5, -5);
        assertThat(span.fromNanos()).isZero();
        assertThat(span.length()).isEqualTo(RunSpan.SHORTEST);
        assertThat(RunSpan.between(9 * SECOND, 2 * SECOND))
                .isEqualTo(new RunSpan(2 * SECOND, 9 * SECOND));
    }
}
