// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

/**
 * Turns a machine's ticks (the processor's time stamp counter) into nanoseconds, by two readings of
 * both clocks. Readings that cannot be true give a clock that does not know, which takes a tick for
 * a nanosecond of the last clock that knew, or for a third of one.
 */
public final class TickClock {
    // Real processors count 0.5 to 10 ticks a nanosecond.
    private static final double LEAST = 0.1;
    private static final double MOST = 2.5;

    /**
     * All machines share one host and so one rate: a run too short to tell uses what others told.
     */
    private static volatile double lastKnown = 1.0 / 3.0;

    static final TickClock UNKNOWN = new TickClock(0, 0, 0);

    private final long tsc0;
    private final long ns0;
    private final double nanosPerTick;

    private TickClock(long tsc0, long ns0, double nanosPerTick) {
        this.tsc0 = tsc0;
        this.ns0 = ns0;
        this.nanosPerTick = nanosPerTick;
    }

    static TickClock of(long tsc0, long ns0, long tsc1, long ns1) {
        long ticks = tsc1 - tsc0;
        long nanos = ns1 - ns0;
        if (ticks <= 0 || nanos <= 0) {
            return new TickClock(tsc0, ns0, 0);
        }
        double rate = (double) nanos / (double) ticks;
        if (rate < LEAST || rate > MOST) {
            return UNKNOWN;
        }
        // Short distances are too coarse to remember for others.
        if (nanos > 1_000_000) {
            lastKnown = rate;
        }
        return new TickClock(tsc0, ns0, rate);
    }

    /** A clock that does not know, for before the first reading. */
    public static TickClock none() {
        return UNKNOWN;
    }

    /** Whether the machine has given readings that can be true. */
    public boolean known() {
        return nanosPerTick > 0;
    }

    /** Nanoseconds of so many ticks, never negative. */
    public long nanos(long ticks) {
        return (long) (Math.max(0, ticks) * rate());
    }

    /** The host's monotonic clock, in nanoseconds, when the counter stood at this. */
    public long at(long tsc) {
        return ns0 + (long) ((tsc - tsc0) * rate());
    }

    private double rate() {
        return nanosPerTick > 0 ? nanosPerTick : lastKnown;
    }
}
