// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

/** Which part of the calls is shown, over the last second. Used by one thread. */
final class Sampling {
    private static final long STEP_NANOS = 500_000_000L;

    private LogTap.Count before = new LogTap.Count(0, 0, 0);
    private long takenAt;
    private double oneOf = 1;
    private long version;

    void frame(long nowNanos, LogTap.Count now) {
        if (nowNanos - takenAt < STEP_NANOS) {
            return;
        }
        takenAt = nowNanos;
        long matched = now.matched() - before.matched();
        long taken = now.taken() - before.taken();
        before = now;
        if (matched == 0) {
            return; // quiet: what was said of the last calls still holds
        }
        double ratio = (double) matched / Math.max(1, taken);
        if (ratio != oneOf) {
            oneOf = ratio;
            version++;
        }
    }

    /** One of how many is shown; 1 for every one. */
    double oneOf() {
        return oneOf;
    }

    long version() {
        return version;
    }
}
