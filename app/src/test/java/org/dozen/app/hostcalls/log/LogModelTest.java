// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.app.hostcalls.chart.FakeRun.MILLI;
import static org.dozen.app.hostcalls.chart.FakeRun.SECOND;

import org.dozen.app.hostcalls.chart.FakeRun;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.engine.history.Mark;
import org.dozen.engine.trace.HostCallFilter;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class LogModelTest {
    private FakeRun run = new FakeRun();
    private final Timeline timeline = new Timeline(() -> Optional.<TimelineSource>of(run));
    private final LogTap tap = new LogTap();
    private final LogModel log = new LogModel(timeline, tap);
    private long now;

    @Test
    void callsStandInTheOrderOfTheirBegins() {
        tap.offer(Records.diskRead(20 * MILLI, 1, 1));
        tap.offer(Records.pause(10 * MILLI));
        until(SECOND);
        assertThat(times(log.change())).containsExactly(10 * MILLI, 20 * MILLI);
    }

    @Test
    void eventsStandWhereTheyHappened() {
        run.mark(Mark.Kind.COMMAND, 15 * MILLI, "ls");
        tap.offer(Records.pause(10 * MILLI));
        tap.offer(Records.pause(20 * MILLI));
        until(SECOND);
        LogModel.Change change = log.change();
        assertThat(change.anew()).isTrue();
        assertThat(times(change)).containsExactly(10 * MILLI, 15 * MILLI, 20 * MILLI);
        until(2 * SECOND);
        assertThat(log.change().none()).isTrue();
    }

    @Test
    void whatIsNewWaitsForWhatMayComeBeforeIt() {
        until(SECOND);
        log.change();
        tap.offer(Records.pause(SECOND + 30 * MILLI));
        until(SECOND + 40 * MILLI);
        assertThat(log.change().none()).isTrue();
        tap.offer(Records.pause(SECOND + 10 * MILLI));
        until(SECOND + 200 * MILLI);
        assertThat(times(log.change())).containsExactly(SECOND + 10 * MILLI, SECOND + 30 * MILLI);
    }

    @Test
    void theLastCallsOfARunThatIsOverAreShown() {
        until(SECOND);
        run.mark(Mark.Kind.MILESTONE, SECOND + MILLI, "halt");
        tap.offer(Records.pause(SECOND - MILLI));
        log.change();
        for (int i = 0; i < 30; i++) {
            until(SECOND);
        }
        assertThat(times(log.change())).containsExactly(SECOND - MILLI, SECOND + MILLI);
        until(SECOND);
        assertThat(log.change().none()).isTrue();
    }

    @Test
    void aFilterIsTriedOnWhatIsRemembered() {
        tap.offer(Records.diskRead(10 * MILLI, 1, 1));
        tap.offer(Records.pause(20 * MILLI));
        until(SECOND);
        assertThat(log.change().added()).hasSize(2);
        log.setFilter(HostCallFilter.parse("call=pread64"));
        LogModel.Change change = log.change();
        assertThat(change.anew()).isTrue();
        assertThat(times(change)).containsExactly(10 * MILLI);
        log.setFilter(HostCallFilter.ALL);
        assertThat(log.change().added()).hasSize(2);
    }

    @Test
    void refusedCallsAreFoundAmongErrors() {
        run.mark(Mark.Kind.REFUSED, 10 * MILLI, "socket(AF_INET)")
                .mark(Mark.Kind.COMMAND, 11 * MILLI, "escape socket");
        until(SECOND);
        log.setFilter(HostCallFilter.parse("result=error"));
        assertThat(times(log.change())).containsExactly(10 * MILLI);
        log.setFilter(HostCallFilter.parse("result=success"));
        assertThat(log.change().added()).isEmpty();
        log.setFilter(HostCallFilter.parse("socket"));
        assertThat(log.change().added()).hasSize(2);
    }

    @Test
    void onlyTheChosenSpanIsShown() {
        tap.offer(Records.pause(100 * MILLI));
        tap.offer(Records.pause(300 * MILLI));
        run.call(100 * MILLI, Records.PPOLL, 1).call(300 * MILLI, Records.PPOLL, 2);
        until(SECOND);
        timeline.choose(new RunSpan(200 * MILLI, 400 * MILLI));
        assertThat(times(log.change())).containsExactly(300 * MILLI);
        assertThat(log.status().sampling()).isEqualTo("1 of 2 calls of this span");
        timeline.chooseAll();
        assertThat(log.change().added()).hasSize(2);
    }

    @Test
    void whilePausedNothingMovesAndNothingIsLost() {
        tap.offer(Records.pause(100 * MILLI));
        until(SECOND);
        log.change();
        log.setPaused(true);
        tap.offer(Records.pause(1500 * MILLI));
        until(2 * SECOND);
        assertThat(log.change().none()).isTrue();
        assertThat(log.status().lines()).isEqualTo("paused, 1 calls since");
        log.setPaused(false);
        assertThat(log.change().added()).hasSize(2);
    }

    @Test
    void memoryIsBounded() {
        until(SECOND);
        log.change();
        for (int i = 0; i < LogModel.MOST + 500; i++) {
            tap.offer(Records.pause(SECOND + i));
            if (i % 1000 == 0) {
                until(SECOND + i);
            }
        }
        until(3 * SECOND);
        LogModel.Change all = log.change();
        assertThat(log.size()).isEqualTo(LogModel.MOST);
        assertThat(all.added()).hasSize(LogModel.MOST);
        tap.offer(Records.pause(4 * SECOND));
        until(5 * SECOND);
        LogModel.Change more = log.change();
        assertThat(more.anew()).isFalse();
        assertThat(more.dropped()).isOne();
        assertThat(more.added()).hasSize(1);
    }

    @Test
    void aMomentIsFoundAmongTheLines() {
        for (int i = 1; i <= 100; i++) {
            tap.offer(Records.pause(10L * i * MILLI));
        }
        until(2 * SECOND);
        log.change();
        assertThat(log.lineAt(0)).hasValue(0);
        assertThat(log.lineAt(500 * MILLI)).hasValue(49);
        assertThat(log.lineAt(501 * MILLI)).hasValue(50);
        assertThat(log.lineAt(9 * SECOND)).hasValue(99);
        log.setFilter(HostCallFilter.parse("nothing of the kind"));
        log.change();
        assertThat(log.lineAt(0)).isEmpty();
    }

    @Test
    void aNewRunBeginsWithAnEmptyLog() {
        tap.offer(Records.pause(100 * MILLI));
        until(SECOND);
        log.change();
        run = new FakeRun();
        until(SECOND);
        LogModel.Change change = log.change();
        assertThat(change.anew()).isTrue();
        assertThat(change.added()).isEmpty();
    }

    private void until(long end) {
        run.until(end);
        now += 16 * MILLI;
        timeline.frame(0);
        log.frame(now);
    }

    private static List<Long> times(LogModel.Change change) {
        return change.added().stream().map(LogEntry::atNanos).toList();
    }
}
