// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.app.hostcalls.chart.FakeRun.SECOND;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChartWindowTest {
    private final ChartWindow window = new ChartWindow();

    @BeforeEach
    void aRunOfAHundredSeconds() {
        window.runUntil(100 * SECOND);
    }

    @Test
    void theWholeRunIsShownAsItGrows() {
        assertThat(window.from()).isZero();
        assertThat(window.to()).isEqualTo(100 * SECOND);
        window.runUntil(200 * SECOND);
        assertThat(window.to()).isEqualTo(200 * SECOND);
    }

    @Test
    void zoomingInAtTheEndFollowsTheRun() {
        window.zoom(3, 1);
        long length = window.length();
        assertThat(length).isLessThan(60 * SECOND);
        window.runUntil(110 * SECOND);
        assertThat(window.to()).isEqualTo(110 * SECOND);
        assertThat(window.length()).isEqualTo(length);
        assertThat(window.live()).isTrue();
    }

    @Test
    void aPartThatWasMovedStaysWhereItIs() {
        window.zoom(4, 0.5);
        window.pan(-0.1);
        long from = window.from();
        window.runUntil(200 * SECOND);
        assertThat(window.from()).isEqualTo(from);
        assertThat(window.live()).isFalse();
    }

    @Test
    void zoomingOutEndsAtTheWholeRun() {
        window.zoom(5, 0.3);
        window.zoom(-50, 0.3);
        assertThat(window.whole()).isTrue();
    }

    @Test
    void itNeverLeavesTheRun() {
        window.zoom(2, 0.5);
        window.pan(-9);
        assertThat(window.from()).isZero();
        window.pan(9);
        assertThat(window.to()).isEqualTo(100 * SECOND);
        window.zoom(100, 0.5);
        assertThat(window.length()).isEqualTo(ChartWindow.SHORTEST);
    }

    @Test
    void theLastSecondsGoAlong() {
        window.showLive();
        assertThat(window.from()).isEqualTo(80 * SECOND);
        window.runUntil(130 * SECOND);
        assertThat(window.from()).isEqualTo(110 * SECOND);
        window.showWhole();
        assertThat(window.from()).isZero();
    }

    @Test
    void aSpanIsShownInFull() {
        window.show(new RunSpan(40 * SECOND, 60 * SECOND));
        assertThat(window.from()).isBetween(38 * SECOND, 40 * SECOND);
        assertThat(window.to()).isBetween(60 * SECOND, 62 * SECOND);
    }

    @Test
    void aMomentInViewMovesNothing() {
        window.show(new RunSpan(40 * SECOND, 60 * SECOND));
        long from = window.from();
        window.reveal(50 * SECOND);
        assertThat(window.from()).isEqualTo(from);
        window.reveal(90 * SECOND);
        assertThat(window.from()).isBetween(78 * SECOND, 80 * SECOND);
    }
}
