// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import org.dozen.engine.hostcall.SystemCalls;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.TickClock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Guest calls beside the host calls they led to, over a run: a minute by tenths of a second, five
 * minutes by the second, two hours by ten seconds, and the whole. A few megabytes at most.
 * Thread-safe.
 */
public final class CallFlow {
    private static final long FINEST = TimeUnit.MILLISECONDS.toNanos(100);

    private final long originNanos;
    private final List<Level> levels =
            List.of(
                    new Level(FINEST, 600),
                    new Level(TimeUnit.SECONDS.toNanos(1), 300),
                    new Level(TimeUnit.SECONDS.toNanos(10), 720));
    private final FlowBucket all = new FlowBucket();
    private final HostCallHistory history;
    private long[] lastGuestCounts = {};
    private TickClock clock = TickClock.none();
    private long endNanos;
    private long guestCallsEnd;

    /** Buckets of one width, the newest so many of them. */
    private record Level(long width, int kept, TreeMap<Long, FlowBucket> buckets) {
        Level(long width, int kept) {
            this(width, kept, new TreeMap<>());
        }

        boolean keeps(long atNanos, long endNanos) {
            return atNanos / width > endNanos / width - kept;
        }

        void add(long atNanos, long endNanos, FlowBucket sum) {
            if (buckets.isEmpty() || keeps(atNanos, endNanos)) {
                sum.addTo(buckets.computeIfAbsent(atNanos / width, key -> new FlowBucket()));
            }
        }

        void forgetBefore(long endNanos) {
            buckets.headMap(endNanos / width - kept, true).clear();
        }
    }

    /**
     * An empty one.
     *
     * @param history of the same run, which knows how many host calls there were in all
     */
    CallFlow(HostCallHistory history) {
        this.history = history;
        this.originNanos = history.originNanos();
    }

    synchronized void add(HostCallBatch batch, long now) {
        clock = batch.clock();
        long end = Math.max(0, now - originNanos);
        advanceTo(end);
        FlowBucket sum = new FlowBucket();
        long bucket = -1;
        for (int i = 0; i < batch.size(); i++) {
            long at = Math.clamp(batch.startNanos(i) - originNanos, 0, end);
            if (at / FINEST != bucket) {
                put(bucket * FINEST, sum);
                sum = new FlowBucket();
                bucket = at / FINEST;
            }
            int result = batch.result(i);
            boolean moved = result > 0 && HostCallHistory.MOVES_BYTES[batch.row(i)];
            int key = FlowBucket.key(batch.guestCall(i), batch.row(i));
            sum.add(key, 1, moved ? result : 0, batch.ticks(i));
        }
        put(bucket * FINEST, sum);
    }

    /**
     * Adds how often guest calls were made since the last time. They are placed in the middle of
     * the time that has passed since.
     */
    synchronized void addGuestCalls(List<Long> byNumber, long now) {
        long end = Math.max(0, now - originNanos);
        advanceTo(end);
        if (lastGuestCounts.length != byNumber.size()) {
            lastGuestCounts = new long[byNumber.size()];
        }
        FlowBucket sum = new FlowBucket();
        for (int number = 0; number < lastGuestCounts.length; number++) {
            long count = byNumber.get(number);
            long more = count - lastGuestCounts[number];
            if (more > 0) {
                sum.add(FlowBucket.key(number, FlowBucket.GUEST_ROW), more, 0, 0);
            }
            lastGuestCounts[number] = count;
        }
        put((guestCallsEnd + end) / 2, sum);
        guestCallsEnd = end;
    }

    private void put(long atNanos, FlowBucket sum) {
        if (atNanos < 0) {
            return;
        }
        sum.addTo(all);
        levels.forEach(level -> level.add(atNanos, endNanos, sum));
    }

    private void advanceTo(long end) {
        endNanos = Math.max(endNanos, end);
        levels.forEach(level -> level.forgetBefore(endNanos));
    }

    /**
     * What led to what in a span.
     *
     * @param fromNanos since the start of the run
     * @param toNanos end, not included
     */
    public synchronized FlowMatrix between(long fromNanos, long toNanos) {
        long from = Math.max(0, fromNanos);
        long to = Math.max(from, toNanos);
        Level level = finestWith(from);
        long width = level.width();
        FlowBucket sum = new FlowBucket();
        long first = from / width;
        long after = (to + width - 1) / width;
        level.buckets()
                .subMap(first, Math.max(first, after))
                .values()
                .forEach(bucket -> bucket.addTo(sum));
        SpanCounts counts = history.span(first * width, after * width);
        return matrix(first * width, after * width, width, sum, counts.total());
    }

    private Level finestWith(long from) {
        for (Level level : levels) {
            if (level.keeps(from, endNanos)) {
                return level;
            }
        }
        return levels.getLast();
    }

    /** What led to what in the whole run. */
    public synchronized FlowMatrix whole() {
        return matrix(0, endNanos, 1, all, history.whole().total());
    }

    private FlowMatrix matrix(long from, long to, long width, FlowBucket sum, long hostCalls) {
        List<FlowMatrix.Flow> flows = new ArrayList<>();
        List<FlowMatrix.GuestCall> guest = new ArrayList<>();
        sum.each((key, count, bytes, ticks) -> {
            int number = FlowBucket.guestCallOf(key);
            int row = FlowBucket.rowOf(key);
            if (row == FlowBucket.GUEST_ROW) {
                guest.add(new FlowMatrix.GuestCall(number, name(number), count));
            } else {
                flows.add(
                        new FlowMatrix.Flow(
                                number,
                                name(number),
                                TheTwelve.ofRow(row),
                                count,
                                bytes,
                                clock.nanos(ticks)));
            }
        });
        flows.sort(Comparator.comparingLong(FlowMatrix.Flow::count).reversed());
        guest.sort(Comparator.comparingLong(FlowMatrix.GuestCall::count).reversed());
        long known = flows.stream().mapToLong(FlowMatrix.Flow::count).sum();
        return new FlowMatrix(from, to, width, flows, guest, Math.max(0, hostCalls - known));
    }

    /** The name of a guest call, for people. */
    static String name(int number) {
        return switch (number) {
            case -1 -> "guest kernel";
            case FlowBucket.OTHER -> "other";
            default -> SystemCalls.name(number);
        };
    }

    /** The busiest pair of the whole run, if there was any. */
    public Optional<FlowMatrix.Flow> busiest() {
        return whole().flows().stream().findFirst();
    }
}
