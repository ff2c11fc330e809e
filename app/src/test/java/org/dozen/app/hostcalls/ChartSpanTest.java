// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChartSpanTest {
    private static final long SECOND = 1_000_000_000L;

    private final ChartSpan span = new ChartSpan();

    @Test
    void theWholeRunIsShownAsItGrows() {
        span.runUntil(100 * SECOND);
        assertThat(span.from()).isZero();
        assertThat(span.to()).isEqualTo(100 * SECOND);
    }

    @Test
    void zoomingInAtTheEndFollowsTheRun() {
        span.runUntil(100 * SECOND);
        span.zoom(3, 1);
        long length = span.to() - span.from();
        assertThat(length).isLessThan(60 * SECOND);
        span.runUntil(110 * SECOND);
        assertThat(span.to()).isEqualTo(110 * SECOND);
        assertThat(span.to() - span.from()).isEqualTo(length);
    }

    @Test
    void aSpanThatWasMovedStaysWhereItIs() {
        span.runUntil(100 * SECOND);
        span.zoom(4, 0.5);
        span.pan(-0.1);
        long from = span.from();
        span.runUntil(200 * SECOND);
        assertThat(span.from()).isEqualTo(from);
    }

    @Test
    void zoomingOutEndsAtTheWholeRun() {
        span.runUntil(100 * SECOND);
        span.zoom(5, 0.3);
        span.zoom(-50, 0.3);
        assertThat(span.whole()).isTrue();
    }

    @Test
    void itNeverLeavesTheRun() {
        span.runUntil(100 * SECOND);
        span.zoom(2, 0.5);
        span.pan(-9);
        assertThat(span.from()).isZero();
        span.pan(9);
        assertThat(span.to()).isEqualTo(100 * SECOND);
        span.zoom(100, 0.5);
        assertThat(span.to() - span.from()).isEqualTo(ChartSpan.SHORTEST);
    }
}
