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
 * Guest calls beside the host calls they led to, over a run: five minutes by the second, two hours
 * by ten seconds, and the whole. A few megabytes at most. Thread-safe.
 */
public final class CallFlow {
    private static final long FINE = TimeUnit.SECONDS.toNanos(1);
    private static final long COARSE = TimeUnit.SECONDS.toNanos(10);
    private static final int FINE_KEPT = 300;
    private static final int COARSE_KEPT = 720;

    private final long originNanos;
    private final TreeMap<Long, FlowBucket> fine = new TreeMap<>();
    private final TreeMap<Long, FlowBucket> coarse = new TreeMap<>();
    private final FlowBucket all = new FlowBucket();
    private final HostCallHistory history;
    private long[] lastGuestCounts = {};
    private TickClock clock = TickClock.none();
    private long endNanos;

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
        long second = -1;
        for (int i = 0; i < batch.size(); i++) {
            long at = Math.clamp(batch.startNanos(i) - originNanos, 0, end);
            if (at / FINE != second) {
                put(second, sum);
                sum = new FlowBucket();
                second = at / FINE;
            }
            int result = batch.result(i);
            boolean moved = result > 0 && HostCallHistory.MOVES_BYTES[batch.row(i)];
            int key = FlowBucket.key(batch.guestCall(i), batch.row(i));
            sum.add(key, 1, moved ? result : 0, batch.ticks(i));
        }
        put(second, sum);
    }

    /** Adds how often guest calls were made since the last time. */
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
        put(end / FINE, sum);
    }

    private void put(long second, FlowBucket sum) {
        if (second < 0) {
            return;
        }
        sum.addTo(all);
        long ten = second * FINE / COARSE;
        if (coarse.isEmpty() || ten > endNanos / COARSE - COARSE_KEPT) {
            sum.addTo(coarse.computeIfAbsent(ten, key -> new FlowBucket()));
        }
        if (fine.isEmpty() || second > endNanos / FINE - FINE_KEPT) {
            sum.addTo(fine.computeIfAbsent(second, key -> new FlowBucket()));
        }
    }

    private void advanceTo(long end) {
        endNanos = Math.max(endNanos, end);
        fine.headMap(endNanos / FINE - FINE_KEPT, true).clear();
        coarse.headMap(endNanos / COARSE - COARSE_KEPT, true).clear();
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
        boolean recent = from / FINE > endNanos / FINE - FINE_KEPT;
        long width = recent ? FINE : COARSE;
        FlowBucket sum = new FlowBucket();
        long first = from / width;
        long after = (to + width - 1) / width;
        (recent ? fine : coarse)
                .subMap(first, Math.max(first, after))
                .values()
                .forEach(bucket -> bucket.addTo(sum));
        SpanCounts counts = history.span(first * width, after * width);
        return matrix(first * width, after * width, width, sum, counts.total());
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
