// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import java.util.Arrays;

/**
 * Calls over time, bounded however long the machine runs: a pyramid of rings. The finest level has
 * slots of a tenth of a second, each further one slots four times as long. A picture of any span
 * takes the finest level that still reaches back to its begin.
 *
 * <p>Not safe for several threads. Times are nanoseconds since the run began.
 */
public final class RateHistory {
    public static final long FINEST_NANOS = 100_000_000L;
    static final int SLOTS = 1024;
    static final int LEVELS = 7;
    private static final int FACTOR = 4;

    private final int rows;
    private final long[][] slots; // per level: slot number modulo SLOTS, then row
    private final long[] newest = new long[LEVELS];
    private long end;

    /**
     * An empty history.
     *
     * @param rows how many calls are told apart
     */
    public RateHistory(int rows) {
        this.rows = rows;
        this.slots = new long[LEVELS][SLOTS * rows];
    }

    /** Forgets everything, for a new run. */
    public void clear() {
        for (int level = 0; level < LEVELS; level++) {
            Arrays.fill(slots[level], 0);
            newest[level] = 0;
        }
        end = 0;
    }

    /** Moves the end of the history to {@code atNanos}; what lies between had no calls. */
    public void advance(long atNanos) {
        if (atNanos <= end) {
            return;
        }
        end = atNanos;
        for (int level = 0; level < LEVELS; level++) {
            long slot = atNanos / slotNanos(level);
            long from = Math.max(newest[level] + 1, slot - SLOTS + 1);
            for (long fresh = from; fresh <= slot; fresh++) {
                int base = base(fresh);
                Arrays.fill(slots[level], base, base + rows, 0);
            }
            newest[level] = Math.max(newest[level], slot);
        }
    }

    /** Adds {@code calls} of a row to the present end. */
    public void add(int row, long calls) {
        for (int level = 0; level < LEVELS; level++) {
            slots[level][base(newest[level]) + row] += calls;
        }
    }

    /** The end of the run so far. */
    public long end() {
        return end;
    }

    /**
     * The finest level that reaches back to {@code fromNanos} and has at most {@code most} slots up
     * to the end.
     */
    public int level(long fromNanos, long toNanos, int most) {
        for (int level = 0; level < LEVELS; level++) {
            boolean reachesBack = fromNanos / slotNanos(level) >= oldestSlot(level);
            if (reachesBack && (toNanos - fromNanos) / slotNanos(level) < most) {
                return level;
            }
        }
        return LEVELS - 1;
    }

    public long slotNanos(int level) {
        long nanos = FINEST_NANOS;
        for (int i = 0; i < level; i++) {
            nanos *= FACTOR;
        }
        return nanos;
    }

    /** The oldest slot that a level still knows. */
    public long oldestSlot(int level) {
        return Math.max(0, newest[level] - SLOTS + 1);
    }

    /** The slot that calls are being added to. */
    public long newestSlot(int level) {
        return newest[level];
    }

    /** Calls of a row in a slot; 0 for a slot that is not known. */
    public long calls(int level, long slot, int row) {
        if (slot < oldestSlot(level) || slot > newest[level]) {
            return 0;
        }
        return slots[level][base(slot) + row];
    }

    private int base(long slot) {
        return (int) (slot % SLOTS) * rows;
    }
}
