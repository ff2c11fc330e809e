// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.TickClock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often each of the twelve was called over a whole run, summarised by level: the last minute in
 * steps of 10 ms, ten minutes in 100 ms, two hours in 1 s, a day in 10 s. At most 12 MB however
 * long and busy the run is; an idle machine needs next to nothing. A call counts where it began.
 *
 * <p>Calls are placed by the records of the ring. What the machine counted but the ring lost is
 * placed at the moment it was noticed, so that sums stay those of the machine's counters; {@link
 * #unplaced()} says how many that are. Times that cannot be (before the start, after now) are moved
 * to the nearest that can.
 *
 * <p>Thread-safe: written by the run's thread, asked by any. Nothing here takes longer than a few
 * milliseconds.
 */
public final class HostCallHistory {
    /** Most points that a series can have. */
    public static final int MOST_POINTS = 10_000;

    private static final int[] LEVEL_MILLIS = {10, 100, 1_000, 10_000};
    private static final int[] LEVEL_BUCKETS = {6_000, 6_000, 7_200, 8_640};
    static final boolean[] MOVES_BYTES = movesBytes();
    private static final long MOST_AT_ONCE = 1L << 50; // a counter cannot honestly leap further

    private final long originNanos;
    private final List<CountLevel> levels;
    private final long[] placed = new long[CountLevel.CELLS];
    private final long[] pending = new long[CountLevel.CELLS];
    private TickClock clock = TickClock.none();
    private long pendingBucket = -1;
    private long unplaced;
    private long endNanos;
    private boolean contradicted;
    private boolean saturated;

    /**
     * An empty history.
     *
     * @param originNanos start of the run, in {@link System#nanoTime()}
     */
    public HostCallHistory(long originNanos) {
        this(originNanos, LEVEL_MILLIS, LEVEL_BUCKETS);
    }

    HostCallHistory(long originNanos, int[] millis, int[] buckets) {
        this.originNanos = originNanos;
        List<CountLevel> made = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            made.add(new CountLevel(TimeUnit.MILLISECONDS.toNanos(millis[i]), buckets[i]));
        }
        this.levels = List.copyOf(made);
    }

    private static boolean[] movesBytes() {
        boolean[] moves = new boolean[CountLevel.ROWS];
        TheTwelve.list().forEach(call -> moves[call.row()] = call.movesBytes());
        return moves;
    }

    /** Start of the run, in {@link System#nanoTime()}: what all times here are counted from. */
    public long originNanos() {
        return originNanos;
    }

    /** How far the history reaches, since the start of the run. */
    public synchronized long endNanos() {
        return endNanos;
    }

    /** Calls whose moment is not known, because their records were lost. */
    public synchronized long unplaced() {
        return unplaced;
    }

    /** Whether more calls came by the ring than the machine counted: a forged ring. */
    public synchronized boolean contradicted() {
        return contradicted;
    }

    /** Adds records. */
    synchronized void add(HostCallBatch batch, long now) {
        clock = batch.clock();
        long end = Math.max(0, now - originNanos);
        endNanos = Math.max(endNanos, end);
        long width = levels.getFirst().widthNanos();
        for (int i = 0; i < batch.size(); i++) {
            long at = Math.clamp(batch.startNanos(i) - originNanos, 0, end);
            long bucket = at / width;
            if (bucket != pendingBucket) {
                flush();
                pendingBucket = bucket;
            }
            count(batch, i);
        }
        flush();
    }

    private void count(HostCallBatch batch, int i) {
        int row = batch.row(i);
        int cell = row * CountLevel.VALUES;
        int result = batch.result(i);
        pending[cell + CountLevel.COUNT]++;
        pending[cell + CountLevel.TICKS] += batch.ticks(i);
        if (result < 0) {
            pending[cell + CountLevel.ERRORS]++;
        } else if (MOVES_BYTES[row]) {
            pending[cell + CountLevel.BYTES] += result;
        }
        saturated |= batch.saturated(i);
    }

    private void flush() {
        if (pendingBucket < 0) {
            return;
        }
        long at = pendingBucket * levels.getFirst().widthNanos();
        for (CountLevel level : levels) {
            level.add(level.bucketOf(at), pending);
        }
        for (int i = 0; i < CountLevel.CELLS; i++) {
            placed[i] += pending[i];
        }
        Arrays.fill(pending, 0);
        pendingBucket = -1;
    }

    /**
     * Settles with the machine's counters what the ring did not tell.
     *
     * @param counters as they were read before the ring was drained, a bucket's worth
     * @param lossy records may be missing
     * @param last nothing more will come
     */
    synchronized void settle(long[] counters, boolean lossy, boolean last, long now) {
        endNanos = Math.max(endNanos, now - originNanos);
        if (!lossy && !saturated && !last) {
            return;
        }
        pendingBucket = levels.getFirst().bucketOf(now - originNanos);
        for (int row = 0; row < CountLevel.ROWS; row++) {
            settleRow(row * CountLevel.VALUES, counters, last);
        }
        saturated = false;
        flush();
    }

    private void settleRow(int cell, long[] counters, boolean last) {
        // One call may be counted and not yet written to the ring.
        long under = last ? 0 : 1;
        long missing = counters[cell] - placed[cell];
        if (missing > under && missing < MOST_AT_ONCE) {
            pending[cell] = missing - under;
            unplaced += missing - under;
        } else if (missing > 0) {
            return; // its time, bytes and result belong to a call that will still come
        }
        for (int value = CountLevel.TICKS; value < CountLevel.VALUES; value++) {
            long more = counters[cell + value] - placed[cell + value];
            if (more > 0 && more < MOST_AT_ONCE) {
                pending[cell + value] = more;
            }
        }
    }

    /**
     * Compares with the machine's counters as they were read after the ring was drained: they can
     * never be behind it.
     */
    synchronized void compare(long[] counters) {
        for (int cell = 0; cell < CountLevel.CELLS; cell += CountLevel.VALUES) {
            contradicted |= placed[cell] > counters[cell];
        }
    }

    /**
     * The calls of a span.
     *
     * @param fromNanos since the start of the run
     * @param toNanos end of the span, not included
     */
    public synchronized SpanCounts span(long fromNanos, long toNanos) {
        long from = Math.max(0, fromNanos);
        long to = Math.max(from, toNanos);
        CountLevel level = finestWith(from);
        long width = level.widthNanos();
        long first = Math.max(from / width, level.oldest());
        long after = Math.max(first, (to + width - 1) / width);
        long[] sum = new long[CountLevel.CELLS];
        level.sum(first, after, sum);
        boolean whole = from / width >= level.oldest();
        return new SpanCounts(first * width, after * width, width, whole, rows(sum));
    }

    /** The calls of the whole run. */
    public synchronized SpanCounts whole() {
        return new SpanCounts(0, endNanos, 1, true, rows(placed));
    }

    /**
     * Numbers over time for a chart.
     *
     * @param fromNanos since the start of the run
     * @param toNanos end, not included
     * @param points at most so many steps, 1..{@link #MOST_POINTS}
     */
    public synchronized CallSeries series(long fromNanos, long toNanos, int points) {
        long from = Math.max(0, fromNanos);
        long to = Math.max(from + 1, toNanos);
        int most = Math.clamp(points, 1, MOST_POINTS);
        CountLevel level = finestWith(from);
        for (CountLevel coarser : levels) {
            // No need to sum a hundred buckets where a coarser level has the sum.
            if (coarser.widthNanos() > level.widthNanos()
                    && coarser.widthNanos() * most <= to - from) {
                level = coarser;
            }
        }
        long width = level.widthNanos();
        long merged = Math.max(1, ((to - from) / width + most - 1) / most);
        long step = width * merged;
        long start = from / step * step;
        int steps = (int) Math.min(most, (to - start + step - 1) / step);
        return fill(level, start, step, steps);
    }

    private CallSeries fill(CountLevel level, long start, long step, int steps) {
        long[] counts = new long[CountLevel.ROWS * steps];
        long[] nanos = new long[CountLevel.ROWS * steps];
        long[] bytes = new long[CountLevel.ROWS * steps];
        long[] sum = new long[CountLevel.CELLS];
        for (int i = 0; i < steps; i++) {
            Arrays.fill(sum, 0);
            long first = (start + i * step) / level.widthNanos();
            level.sum(first, first + step / level.widthNanos(), sum);
            for (int row = 0; row < CountLevel.ROWS; row++) {
                int cell = row * CountLevel.VALUES;
                counts[row * steps + i] = sum[cell + CountLevel.COUNT];
                nanos[row * steps + i] = clock.nanos(sum[cell + CountLevel.TICKS]);
                bytes[row * steps + i] = sum[cell + CountLevel.BYTES];
            }
        }
        return new CallSeries(start, step, steps, level.widthNanos(), counts, nanos, bytes);
    }

    private CountLevel finestWith(long from) {
        for (CountLevel level : levels) {
            if (from / level.widthNanos() >= level.oldest()) {
                return level;
            }
        }
        return levels.getLast();
    }

    private List<HostCallCount> rows(long[] sum) {
        return TheTwelve.list().stream()
                .map(call -> {
                    int cell = call.row() * CountLevel.VALUES;
                    return new HostCallCount(
                            call,
                            sum[cell + CountLevel.COUNT],
                            clock.nanos(sum[cell + CountLevel.TICKS]),
                            sum[cell + CountLevel.BYTES],
                            sum[cell + CountLevel.ERRORS]);
                })
                .toList();
    }

    /** Bytes held now. */
    synchronized long bytes() {
        return levels.stream().mapToLong(CountLevel::bytes).sum();
    }
}
