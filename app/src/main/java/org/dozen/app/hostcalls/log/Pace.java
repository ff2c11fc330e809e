// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

/**
 * How many lines a second the screen can take without being kept from everything else: fewer when
 * drawing them takes a large part of the time, more again when it takes a small one.
 */
final class Pace {
    static final int LEAST = 500;

    private static final double TOO_MUCH = 0.4;
    private static final double LITTLE = 0.2;

    private final int most;
    private int perSecond;

    Pace(int most) {
        this.most = most;
        this.perSecond = most;
    }

    /**
     * Takes note of what drawing has cost.
     *
     * @param spentNanos in drawing
     * @param sinceNanos since the time before
     * @return lines a second from now on
     */
    int next(long spentNanos, long sinceNanos) {
        double share = (double) spentNanos / Math.max(1, sinceNanos);
        if (share > TOO_MUCH) {
            perSecond = Math.max(LEAST, perSecond / 2);
        } else if (share < LITTLE) {
            perSecond = Math.min(most, perSecond + Math.max(1, perSecond / 8));
        }
        return perSecond;
    }
}
