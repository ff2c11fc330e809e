// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.HostCallTap;
import org.dozen.engine.trace.Milestone;
import org.dozen.engine.trace.RingReader;
import org.dozen.engine.trace.SharedRegion;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All that is remembered of one run's host calls, however long it lasts. The run's thread feeds it;
 * what the accessors give may be asked from any thread.
 *
 * <p>Once the ring has contradicted itself its records count no more, and the history goes on from
 * the machine's counters.
 */
public final class RunHistory implements HostCallTap {
    private static final long GUEST_CALLS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final HostCallHistory calls;
    private final CallFlow flow;
    private final Marks marks = new Marks();
    private final Set<Milestone> marked = EnumSet.noneOf(Milestone.class);
    private final long[] counters = new long[CountLevel.CELLS];
    private long lostBefore;
    private long guestCallsAt;
    private volatile boolean damaged;

    /**
     * Of a run that begins now.
     *
     * @param startNanos start of the run, in {@link System#nanoTime()}
     */
    public RunHistory(long startNanos) {
        this.calls = new HostCallHistory(startNanos);
        this.flow = new CallFlow(calls);
        this.guestCallsAt = startNanos;
    }

    /** Counts over time. */
    public HostCallHistory calls() {
        return calls;
    }

    /** Guest calls beside host calls. */
    public CallFlow flow() {
        return flow;
    }

    /** What happened when. */
    public Marks marks() {
        return marks;
    }

    /** Whether the ring contradicted itself or the machine's counters at least once. */
    public boolean damaged() {
        return damaged || calls.contradicted();
    }

    /** Marks something that happened now. */
    public void mark(Mark.Kind kind, String text) {
        marks.add(kind, System.nanoTime() - calls.originNanos(), text);
    }

    /** On the run's thread. */
    @Override
    public void records(HostCallBatch batch) {
        if (!damaged) {
            long now = System.nanoTime();
            calls.add(batch, now);
            flow.add(batch, now);
        }
    }

    /** Reads the machine's counters; on the run's thread, before the ring is drained. */
    public void beforeDrain(SharedRegion region) {
        region.hostCounters(counters);
    }

    /**
     * Settles counts and marks milestones; on the run's thread, after the ring was drained.
     *
     * @param last the run is over
     */
    public void afterDrain(SharedRegion region, RingReader reader, boolean last) {
        long now = System.nanoTime();
        long lost = reader.lost();
        damaged |= reader.damaged();
        boolean lossy = lost != lostBefore || damaged || !region.hasRing();
        lostBefore = lost;
        if (last) {
            region.hostCounters(counters);
        }
        calls.settle(counters, lossy, last, now);
        if (!damaged) {
            region.hostCounters(counters);
            calls.compare(counters);
            damaged = calls.contradicted();
        }
        if (last || now - guestCallsAt >= GUEST_CALLS_NANOS) {
            guestCallsAt = now;
            flow.addGuestCalls(region.guestCallCounts().byNumber(), now);
        }
        markMilestones(region);
    }

    private void markMilestones(SharedRegion region) {
        if (marked.size() == Milestone.values().length) {
            return;
        }
        region.milestones()
                .forEach((milestone, at) -> {
                    if (marked.add(milestone)) {
                        long when = at - calls.originNanos();
                        marks.add(Mark.Kind.MILESTONE, when, milestone.label());
                    }
                });
    }
}
