// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

/**
 * How many lines may be taken: so many a second, and what was not used is saved up for a fifth of a
 * second. Used by one thread at a time, except where it says otherwise.
 */
final class LineBudget {
    private static final int SAVED_PARTS = 5;

    private volatile int perSecond;
    private double saved;
    private long before;
    private boolean begun;

    LineBudget(int perSecond) {
        this.perSecond = perSecond;
        this.saved = most();
    }

    /** Allows more or fewer from now on. Any thread. */
    void allow(int lines) {
        perSecond = lines;
    }

    private double most() {
        return Math.max(1, (double) perSecond / SAVED_PARTS);
    }

    /**
     * Every how many-th of some calls may be taken, so that they are spread evenly.
     *
     * @param nowNanos never earlier than before
     * @param wanted how many there are
     * @return at least 1; greater than {@code wanted} for none
     */
    int stride(long nowNanos, int wanted) {
        if (begun) {
            saved = Math.min(most(), saved + (nowNanos - before) * 1e-9 * perSecond);
        }
        begun = true;
        before = nowNanos;
        int allowed = (int) saved;
        if (wanted <= 0) {
            return 1;
        }
        int stride = allowed <= 0 ? wanted + 1 : (wanted + allowed - 1) / allowed;
        saved -= stride > wanted ? 0 : (wanted + stride - 1) / stride;
        return stride;
    }
}
