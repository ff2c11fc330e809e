// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import java.util.Locale;

/** How moments of a run are written, and which of them carry a chart's ticks. */
public final class Moments {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long[] STEPS = {
        10 * MILLI,
        20 * MILLI,
        50 * MILLI,
        100 * MILLI,
        200 * MILLI,
        500 * MILLI,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        20 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        20 * MINUTE,
        30 * MINUTE,
        60 * MINUTE,
        120 * MINUTE,
        360 * MINUTE,
        1440 * MINUTE
    };

    private Moments() {}

    /**
     * A moment as finely as a span of that length wants it: 12.34 s, 12.3 s, 12 s, 2:05, 1:02:05.
     */
    public static String words(long atNanos, long spanNanos) {
        long at = Math.max(0, atNanos);
        if (at >= 60 * MINUTE) {
            long seconds = at / SECOND;
            return String.format(
                    Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
        int digits = spanNanos < SECOND / 2 ? 2 : spanNanos < 20 * SECOND ? 1 : 0;
        if (at >= MINUTE) {
            String form = digits == 0 ? "%d:%02.0f" : "%d:%0" + (digits + 3) + "." + digits + "f";
            return String.format(Locale.ROOT, form, at / MINUTE, floor(at % MINUTE, digits));
        }
        return String.format(Locale.ROOT, "%." + digits + "f s", floor(at, digits));
    }

    /** Rounded down: half a minute before two is not two. */
    private static double floor(long nanos, int digits) {
        long unit = digits == 0 ? SECOND : digits == 1 ? SECOND / 10 : SECOND / 100;
        return nanos / unit * unit / 1e9;
    }

    /** A moment under a tick: as finely as the ticks stand. */
    public static String tick(long atNanos, long stepNanos) {
        return words(atNanos, stepNanos >= SECOND ? 20 * SECOND : stepNanos * 5);
    }

    /** A step as written: 10 ms, 2 s, 5 min. */
    public static String step(long nanos) {
        if (nanos < SECOND) {
            return nanos / MILLI + " ms";
        }
        if (nanos < MINUTE) {
            return nanos / SECOND + " s";
        }
        return nanos < 60 * MINUTE ? nanos / MINUTE + " min" : nanos / (60 * MINUTE) + " h";
    }

    /** The finest round step of which at most so many fit into a span. */
    public static long roundStep(long spanNanos, int most) {
        for (long step : STEPS) {
            if (spanNanos / step < most) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }
}
