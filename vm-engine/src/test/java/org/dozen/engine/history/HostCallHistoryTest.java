// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.trace.Batches;
import org.dozen.engine.trace.Batches.Entry;
import org.dozen.engine.trace.HostCallCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class HostCallHistoryTest {
    private static final long ORIGIN = 5_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySpanIsTheSumOfWhatBeganInIt(long seed) {
        Random random = new Random(seed);
        HostCallHistory history =
                new HostCallHistory(ORIGIN, new int[] {10, 100, 1000}, new int[] {128, 128, 4096});
        List<Entry> all = fill(history, random, 400 * SECOND, 5_000);
        for (int question = 0; question < 300; question++) {
            long from = random.nextLong(400 * SECOND);
            long to = from + random.nextLong(400 * SECOND - from) + 1;
            SpanCounts span = history.span(from, to);
            assertThat(span.whole()).isTrue();
            assertThat(span.fromNanos()).isLessThanOrEqualTo(from);
            assertThat(span.toNanos()).isGreaterThanOrEqualTo(to);
            assertThat(from - span.fromNanos()).isLessThan(span.resolutionNanos());
            assertThat(span.toNanos() - to).isLessThan(span.resolutionNanos());
            assertThat(span.rows()).isEqualTo(expected(all, span.fromNanos(), span.toNanos()));
        }
        assertThat(history.whole().rows()).isEqualTo(expected(all, 0, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aSeriesAddsUpToItsSpan(long seed) {
        Random random = new Random(seed);
        HostCallHistory history =
                new HostCallHistory(ORIGIN, new int[] {10, 100, 1000}, new int[] {128, 128, 4096});
        fill(history, random, 300 * SECOND, 5_000);
        for (int question = 0; question < 200; question++) {
            long from = random.nextLong(300 * SECOND);
            long to = from + random.nextLong(300 * SECOND - from) + 1;
            CallSeries series = history.series(from, to, 1 + random.nextInt(500));
            assertThat(series.steps()).isPositive();
            assertThat(series.stepNanos() % series.levelNanos()).isZero();
            long sum = 0;
            for (int step = 0; step < series.steps(); step++) {
                sum += series.count(step);
            }
            long end = series.fromNanos() + series.steps() * series.stepNanos();
            assertThat(sum).isEqualTo(history.span(series.fromNanos(), end).total());
        }
    }

    @Test
    void theLastMinuteIsFinestAndTwoHoursAgoIsStillKnownByTheSecond() {
        HostCallHistory history = new HostCallHistory(ORIGIN);
        long now = 7_190 * SECOND;
        fill(history, new Random(1), now, 2_000);
        assertThat(history.span(now - 30 * SECOND, now).resolutionNanos()).isEqualTo(10_000_000);
        assertThat(history.span(now - 500 * SECOND, now).resolutionNanos()).isEqualTo(100_000_000);
        assertThat(history.span(0, now).resolutionNanos()).isEqualTo(SECOND);
    }

    @Test
    void threeBusyDaysFitInBoundedMemory() {
        HostCallHistory history = new HostCallHistory(ORIGIN);
        long end = 3 * 86_400 * SECOND;
        List<Entry> one = new ArrayList<>();
        for (long at = 0; at < end; at += 5 * SECOND) {
            one.add(Entry.of(ORIGIN + at, 2, 512));
            if (one.size() == 1000) {
                history.add(Batches.of(one), ORIGIN + at);
                one.clear();
            }
        }
        assertThat(history.bytes()).isLessThan(12L << 20);
        assertThat(history.span(0, end).whole()).isFalse();
        assertThat(history.whole().total()).isEqualTo(end / (5 * SECOND) / 1000 * 1000);
        assertThat(history.series(0, end, 1000).steps()).isLessThanOrEqualTo(1000);
    }

    @Test
    void forgedTimesAreMovedIntoTheRun() {
        HostCallHistory history = new HostCallHistory(ORIGIN);
        List<Entry> forged = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            forged.add(new Entry(random.nextLong(), random.nextLong(), 1, random.nextInt(), 1, 0));
        }
        history.add(Batches.of(forged), ORIGIN + 10 * SECOND);
        assertThat(history.whole().total()).isEqualTo(1000);
        assertThat(history.span(0, 11 * SECOND).total()).isEqualTo(1000);
    }

    @Test
    void whatTheRingLostIsPlacedWhenItIsNoticed() {
        HostCallHistory history = new HostCallHistory(ORIGIN);
        history.add(Batches.of(List.of(Entry.of(ORIGIN, 2, 512))), ORIGIN + SECOND);
        long[] counters = new long[CountLevel.CELLS];
        counters[2 * CountLevel.VALUES] = 101;
        counters[2 * CountLevel.VALUES + CountLevel.TICKS] = 100;
        counters[2 * CountLevel.VALUES + CountLevel.BYTES] = 101 * 512;
        history.settle(counters, true, false, ORIGIN + 20 * SECOND);
        assertThat(history.unplaced()).isEqualTo(99);
        history.settle(counters, true, true, ORIGIN + 20 * SECOND);
        assertThat(history.unplaced()).isEqualTo(100);
        assertThat(history.span(19 * SECOND, 21 * SECOND).total()).isEqualTo(100);
        assertThat(history.whole().rows().get(2).bytes()).isEqualTo(101 * 512);
        assertThat(history.contradicted()).isFalse();
    }

    @Test
    void moreRecordsThanTheMachineCountedIsAContradiction() {
        HostCallHistory history = new HostCallHistory(ORIGIN);
        history.add(Batches.of(List.of(Entry.of(ORIGIN, 2, 512))), ORIGIN + SECOND);
        history.compare(new long[CountLevel.CELLS]);
        assertThat(history.contradicted()).isTrue();
    }

    @Test
    void countersThatLeapOrGoBackChangeNothing() {
        HostCallHistory history = new HostCallHistory(ORIGIN);
        Random random = new Random(9);
        long[] counters = new long[CountLevel.CELLS];
        for (int i = 0; i < 10_000; i++) {
            for (int cell = 0; cell < counters.length; cell++) {
                counters[cell] = random.nextLong() | Long.MIN_VALUE;
            }
            history.settle(counters, true, false, ORIGIN + i * 1_000_000L);
        }
        assertThat(history.whole().total()).isZero();
    }

    private static List<Entry> fill(HostCallHistory history, Random random, long span, int count) {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = ORIGIN + (long) (span * ((double) i / count));
            int result = random.nextInt(10) == 0 ? -5 : random.nextInt(4096);
            all.add(new Entry(at, random.nextInt(1000), random.nextInt(12), result, -1, 0));
        }
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, 1 + random.nextInt(200));
            List<Entry> batch = all.subList(done, done + some);
            history.add(Batches.of(batch), batch.getLast().atNanos() + random.nextInt(1000));
            done += some;
        }
        history.settle(new long[CountLevel.CELLS], false, false, ORIGIN + span);
        return all;
    }

    private static List<HostCallCount> expected(List<Entry> all, long from, long to) {
        List<HostCallCount> rows = new ArrayList<>();
        for (int row = 0; row < 12; row++) {
            long count = 0;
            long ticks = 0;
            long bytes = 0;
            long errors = 0;
            for (Entry entry : all) {
                long at = entry.atNanos() - ORIGIN;
                if (entry.row() == row && at >= from && at < to) {
                    count++;
                    ticks += entry.ticks();
                    bytes += row < 4 ? Math.max(0, entry.result()) : 0;
                    errors += entry.result() < 0 ? 1 : 0;
                }
            }
            rows.add(
                    new HostCallCount(
                            org.dozen.engine.hostcall.TheTwelve.ofRow(row),
                            count,
                            ticks,
                            bytes,
                            errors));
        }
        return rows;
    }
}
