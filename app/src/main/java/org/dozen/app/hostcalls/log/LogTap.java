// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.HostCallFilter;
import org.dozen.engine.trace.HostCallRecord;
import org.dozen.engine.trace.HostCallTap;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sees every host call on the machine's thread and hands the screen as many as a screen can take.
 * The filter is tried on every call before any is left out, so that a rare call is found on a fast
 * machine, too; only its text is looked for in a sample. Beside a filter, some calls of every kind
 * are kept all the time: they are there when the filter is taken away.
 */
public final class LogTap implements HostCallTap {
    /** Lines a second that are handed over. */
    static final int PER_SECOND = 10_000;

    private static final int BESIDE_FILTER = 1_000;
    private static final int QUEUED = 16_384;

    private final ArrayBlockingQueue<HostCallRecord> queue = new ArrayBlockingQueue<>(QUEUED);
    private final LineBudget budget = new LineBudget(PER_SECOND);
    private final LineBudget beside = new LineBudget(BESIDE_FILTER);
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private volatile QuickTest test = new QuickTest(HostCallFilter.ALL);
    private int[] matches = new int[0]; // of the machine's thread

    /**
     * How many calls there were.
     *
     * @param seen all of them
     * @param matched those that the filter lets through; with a text, those it was to be looked for
     *     in
     * @param taken of these, those that were handed over; with a text, those it was looked for in
     */
    record Count(long seen, long matched, long taken) {}

    /** Looks for other calls from now on. */
    void filter(HostCallFilter filter) {
        test = new QuickTest(filter);
    }

    /** Hands over so many lines a second at most. Any thread. */
    void allow(int perSecond) {
        budget.allow(perSecond);
    }

    /** Counts so far. Any thread. */
    Count count() {
        return new Count(seen.get(), matched.get(), taken.get());
    }

    /** Hands over what is queued, the oldest first. On one thread. */
    void drain(Consumer<HostCallRecord> to) {
        for (int i = 0; i < QUEUED; i++) {
            HostCallRecord record = queue.poll();
            if (record == null) {
                return;
            }
            to.accept(record);
        }
    }

    /** Hands one record over if there is room. */
    boolean offer(HostCallRecord record) {
        return queue.offer(record);
    }

    @Override
    public void records(HostCallBatch batch) {
        long now = System.nanoTime();
        QuickTest asked = test;
        seen.addAndGet(batch.size());
        if (asked.all()) {
            takeAll(batch, now);
        } else {
            takeMatching(batch, now, asked);
        }
    }

    private void takeAll(HostCallBatch batch, long now) {
        int stride = budget.stride(now, batch.size());
        int handed = 0;
        for (int i = 0; i < batch.size(); i += stride) {
            if (stride <= batch.size() && offer(batch.record(i))) {
                handed++;
            }
        }
        matched.addAndGet(batch.size());
        taken.addAndGet(handed);
    }

    private void takeMatching(HostCallBatch batch, long now, QuickTest asked) {
        if (matches.length < batch.size()) {
            matches = new int[batch.size()];
        }
        int found = 0;
        for (int i = 0; i < batch.size(); i++) {
            long nanos = asked.timed() ? batch.clock().nanos(batch.ticks(i)) : 0;
            if (asked.test(batch.row(i), batch.argument(i), batch.result(i), nanos)) {
                matches[found++] = i;
            }
        }
        int stride = budget.stride(now, found);
        int sample = beside.stride(now, batch.size());
        int looked = 0;
        int next = 0;
        for (int i = 0; i < batch.size(); i++) {
            boolean candidate = next < found && matches[next] == i;
            boolean chosen = candidate && next % stride == 0 && stride <= found;
            boolean sampled = i % sample == 0 && sample <= batch.size();
            if (candidate) {
                next++;
            }
            if (chosen || sampled) {
                HostCallRecord record = batch.record(i);
                boolean wanted = chosen && (!asked.hasText() || asked.test(record));
                boolean handed = (!wanted && !sampled) || offer(record);
                looked += chosen && handed ? 1 : 0;
            }
        }
        matched.addAndGet(found);
        taken.addAndGet(looked);
    }
}
