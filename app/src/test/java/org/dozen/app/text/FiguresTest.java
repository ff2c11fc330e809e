// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

final class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,1 000", "148201,148 201", "99999999,99 999 999"})
    void countsAreGroupedInThousands(long count, String written) {
        assertThat(Figures.count(count)).isEqualTo(written.replace(' ', '\u00a0'));
    }

    @Test
    void hugeCountsAreShortened() {
        assertThat(Figures.count(123_456_789)).isEqualTo("123 M");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0/s",
        "0.44,0.4/s",
        "9.4,9.4/s",
        "312.2,312/s",
        "12345,12.3 k/s",
        "3400000,3.4 M/s"
    })
    void ratesAreShort(double perSecond, String written) {
        assertThat(Figures.rate(perSecond)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 kB", "16777216,16 MB", "1610612736,1.5 GB"})
    void bytesArePowersOf1024(long bytes, String written) {
        assertThat(Figures.bytes(bytes)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "640,640 µs",
        "4100,4.1 ms",
        "38400,38 ms",
        "1400000,1.4 s",
        "192000000,3 min 12 s"
    })
    void durationsTakeTheUnitThatFits(long micros, String written) {
        assertThat(Figures.duration(Duration.ofNanos(micros * 1000))).isEqualTo(written);
    }

    @Test
    void aRatioOfNothingIsADash() {
        assertThat(Figures.ratio(10, 0)).isEqualTo("–");
        assertThat(Figures.ratio(148_201, 2_019)).isEqualTo("73 : 1");
    }

    @Test
    void aLittleIsNotNothing() {
        assertThat(Figures.percent(0.004)).isEqualTo("0.4 %");
        assertThat(Figures.percent(Double.NaN)).isEqualTo("0 %");
    }
}
