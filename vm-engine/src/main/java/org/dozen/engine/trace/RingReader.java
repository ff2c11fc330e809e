// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes records out of a machine's ring and hands them to feeds. Called by one thread; feeds may be
 * opened and closed from any.
 *
 * <p>The ring is written by whoever runs in the machine's address space. So: the reader keeps its
 * own count of what it took, looks at no more than one ring's worth of records in a call, checks
 * each record before it believes it, and when the head says something impossible it notes the
 * damage, takes up from where the head stands now, and goes on.
 */
public final class RingReader {
    private final SharedRegion region;
    private final CopyOnWriteArrayList<QueueFeed> feeds;
    private final List<HostCallTap> taps;
    private final HostCallBatch batch = new HostCallBatch();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean damaged;
    private volatile long taken;

    /**
     * A reader from the start of a ring.
     *
     * @param feeds where records go; shared, so that a feed outlives a run
     */
    public RingReader(SharedRegion region, CopyOnWriteArrayList<QueueFeed> feeds) {
        this(region, feeds, List.of());
    }

    /**
     * A reader from the start of a ring.
     *
     * @param feeds where samples go; shared, so that a feed outlives a run
     * @param taps where every record goes; may be changed while it is read
     */
    public RingReader(
            SharedRegion region, CopyOnWriteArrayList<QueueFeed> feeds, List<HostCallTap> taps) {
        this.region = region;
        this.feeds = feeds;
        this.taps = taps;
    }

    /**
     * Takes what is there.
     *
     * @return how many records the head moved on by since the last call, at most one ring's worth
     */
    public int drain() {
        int capacity = region.ringRecords();
        if (capacity == 0) {
            return 0;
        }
        long head = region.ringHead();
        long waiting = head - taken;
        if (waiting == 0) {
            return 0;
        }
        if (waiting < 0 || waiting > capacity) {
            damaged = true;
            lost.addAndGet(waiting > 0 ? Math.min(waiting, capacity) : 0);
            taken = head;
            region.ringTail(taken);
            return capacity;
        }
        take(taken, (int) waiting);
        taken = head;
        region.ringTail(taken);
        return (int) waiting;
    }

    private void take(long first, int count) {
        TickClock clock = region.clock();
        int room = 1;
        for (QueueFeed feed : feeds) {
            room = Math.max(room, feed.room());
        }
        // Evenly over what came, so that a fast machine's picture has no gaps.
        int step = Math.max(1, (count + room - 1) / room);
        int ring = region.ringRecords();
        for (int done = 0; done < count; ) {
            long next = first + done;
            int upToEnd = ring - (int) (next & (ring - 1));
            int some = Math.min(Math.min(HostCallBatch.MOST, upToEnd), count - done);
            int bad = batch.take(region.memory(), region.recordAt(next), next, some, ring, clock);
            if (bad > 0) {
                damaged = true;
                lost.addAndGet(bad);
            }
            hand(first, step);
            done += some;
        }
    }

    private void hand(long first, int step) {
        for (HostCallTap tap : taps) {
            tap.records(batch);
        }
        if (feeds.isEmpty()) {
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            if ((batch.sequence(i) - first) % step == 0) {
                offer(batch.record(i));
            } else {
                feeds.forEach(QueueFeed::skip);
            }
        }
    }

    private void offer(HostCallRecord record) {
        for (QueueFeed feed : feeds) {
            feed.offer(record);
        }
    }

    /** Records that never reached us: the machine's own count and ours together. */
    public long lost() {
        return region.ringLost() + lost.get();
    }

    /** Whether the ring or its counters contradicted themselves at least once. */
    public boolean damaged() {
        return damaged;
    }

    /** Records taken so far. */
    public long taken() {
        return taken;
    }
}
