// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

/**
 * Calls per second over the last second, from counts that only rise. Keeps a few samples of the
 * counts and compares the newest with the one that is a second old.
 */
final class RateWindow {
    private static final int SAMPLES = 21;
    private static final long STEP_NANOS = 50_000_000L;

    private final int rows;
    private final long[] times = new long[SAMPLES];
    private final long[][] counts;
    private int taken;

    RateWindow(int rows) {
        this.rows = rows;
        this.counts = new long[SAMPLES][rows];
    }

    void clear() {
        taken = 0;
    }

    /** Takes a sample if the last one is old enough; says whether it did. */
    boolean offer(long nowNanos, long[] now) {
        if (taken > 0 && nowNanos - times[(taken - 1) % SAMPLES] < STEP_NANOS) {
            return false;
        }
        times[taken % SAMPLES] = nowNanos;
        System.arraycopy(now, 0, counts[taken % SAMPLES], 0, rows);
        taken++;
        return true;
    }

    double perSecond(int row) {
        if (taken < 2) {
            return 0;
        }
        int newest = (taken - 1) % SAMPLES;
        int oldest = taken <= SAMPLES ? 0 : taken % SAMPLES;
        long span = times[newest] - times[oldest];
        // A run that is younger than the window has made its calls in what there was of it; a
        // second is the least.
        double seconds = Math.max(span / 1e9, Math.min(1, SAMPLES * STEP_NANOS / 1e9));
        return span <= 0 ? 0 : Math.max(0, counts[newest][row] - counts[oldest][row]) / seconds;
    }
}
