// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.app.hostcalls.chart.FakeRun.MILLI;
import static org.dozen.app.hostcalls.chart.FakeRun.SECOND;

import org.junit.jupiter.api.Test;

import java.util.Optional;

final class ChartModelTest {
    private static final int COLUMNS = 100;

    private Optional<TimelineSource> run = Optional.of(new FakeRun().until(60 * SECOND));
    private final Timeline timeline = new Timeline(() -> run);
    private final ChartModel chart = new ChartModel(timeline);
    private long now = SECOND;
    private long calls;

    @Test
    void aDragChoosesWholeColumns() {
        frame();
        assertThat(step()).isEqualTo(SECOND);
        chart.beginChoice(12_300 * MILLI);
        chart.dragChoice(14_100 * MILLI);
        assertThat(timeline.chosen()).isEmpty();
        assertThat(chart.shownSpan()).contains(new RunSpan(12 * SECOND, 15 * SECOND));
        chart.endChoice();
        assertThat(timeline.chosen()).contains(new RunSpan(12 * SECOND, 15 * SECOND));
    }

    @Test
    void aDragBackwardsChoosesTheSame() {
        frame();
        chart.beginChoice(14_100 * MILLI);
        chart.dragChoice(12_300 * MILLI);
        chart.endChoice();
        assertThat(timeline.chosen()).contains(new RunSpan(12 * SECOND, 15 * SECOND));
    }

    @Test
    void anEdgeCanBeMovedWhileTheOtherStays() {
        frame();
        timeline.choose(new RunSpan(10 * SECOND, 20 * SECOND));
        assertThat(chart.takeEdge(15 * SECOND, SECOND)).isFalse();
        assertThat(chart.takeEdge(10 * SECOND + 5, SECOND)).isTrue();
        chart.dragChoice(4 * SECOND);
        chart.endChoice();
        assertThat(timeline.chosen()).contains(new RunSpan(4 * SECOND, 20 * SECOND));
    }

    @Test
    void aClickOutsideEndsTheChoiceAndPoints() {
        frame();
        timeline.choose(new RunSpan(10 * SECOND, 20 * SECOND));
        chart.click(15 * SECOND);
        assertThat(timeline.chosen()).isPresent();
        assertThat(timeline.pointed()).hasValue(15 * SECOND);
        chart.click(30 * SECOND);
        assertThat(timeline.chosen()).isEmpty();
        assertThat(timeline.pointed()).hasValue(30 * SECOND);
    }

    @Test
    void keysChooseColumnByColumn() {
        frame();
        chart.moveCursor(30 * SECOND + 5);
        chart.stepChoice(1);
        assertThat(timeline.chosen()).contains(new RunSpan(30 * SECOND, 31 * SECOND));
        chart.stepChoice(1);
        assertThat(timeline.chosen()).contains(new RunSpan(30 * SECOND, 32 * SECOND));
        chart.stepChoice(-1);
        chart.stepChoice(-1);
        chart.stepChoice(-1);
        assertThat(timeline.chosen().orElseThrow().fromNanos()).isLessThan(30 * SECOND);
        chart.letGo();
        assertThat(timeline.chosen()).isEmpty();
        assertThat(chart.cursor()).isEmpty();
    }

    @Test
    void whatTheLogPointsAtComesIntoView() {
        frame();
        chart.window().show(new RunSpan(50 * SECOND, 52 * SECOND));
        timeline.point(5 * SECOND);
        frame();
        assertThat(chart.window().from()).isLessThanOrEqualTo(5 * SECOND);
        assertThat(chart.window().to()).isGreaterThan(5 * SECOND);
    }

    @Test
    void theChosenSpanFillsTheView() {
        frame();
        timeline.choose(new RunSpan(10 * SECOND, 20 * SECOND));
        chart.showChosen();
        assertThat(chart.window().from()).isBetween(9 * SECOND, 10 * SECOND);
        assertThat(chart.window().to()).isBetween(20 * SECOND, 21 * SECOND);
        chart.letGo();
        chart.showChosen();
        assertThat(chart.window().whole()).isTrue();
    }

    @Test
    void twoHoursAreShownInFewColumnsAndItsStepIsSaid() {
        run = Optional.of(new FakeRun().call(3600 * SECOND, 2, 5).until(7200 * SECOND));
        frame();
        ChartColumns columns = chart.columns().orElseThrow();
        assertThat(columns.count()).isLessThanOrEqualTo(COLUMNS + 1);
        assertThat(Moments.step(columns.stepNanos())).isEqualTo("2 min");
        assertThat(columns.series().count(columns.at(3600 * SECOND))).isEqualTo(5);
    }

    @Test
    void aColumnThatIsNotOverShowsItsRateSoFar() {
        run = Optional.of(new FakeRun().call(59_100 * MILLI, 0, 50).until(59_500 * MILLI));
        frame();
        ChartColumns columns = chart.columns().orElseThrow();
        assertThat(columns.perSecond(columns.at(59_100 * MILLI))).isEqualTo(100);
    }

    @Test
    void nothingIsDrawnAgainWhileNothingHappens() {
        assertThat(frame()).isTrue();
        assertThat(frame()).isFalse();
        calls++;
        assertThat(frame()).isTrue();
        run = Optional.of(new FakeRun().until(3 * SECOND));
        assertThat(frame()).isTrue();
    }

    @Test
    void aNewRunLetsGoOfEverything() {
        frame();
        timeline.choose(new RunSpan(10 * SECOND, 20 * SECOND));
        timeline.point(12 * SECOND);
        chart.window().showLive();
        run = Optional.of(new FakeRun().until(SECOND));
        frame();
        assertThat(timeline.chosen()).isEmpty();
        assertThat(timeline.pointed()).isEmpty();
        assertThat(chart.window().whole()).isTrue();
    }

    @Test
    void beforeTheFirstRunThereIsNothing() {
        run = Optional.empty();
        assertThat(frame()).isTrue();
        assertThat(chart.columns()).isEmpty();
        chart.stepCursor(1);
        chart.stepChoice(-1);
        chart.click(5);
    }

    private long step() {
        return chart.columns().orElseThrow().stepNanos();
    }

    private boolean frame() {
        now += SECOND;
        timeline.frame(calls);
        return chart.frame(now, 500, COLUMNS);
    }
}
