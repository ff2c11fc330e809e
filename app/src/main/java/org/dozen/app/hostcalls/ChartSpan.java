// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

/**
 * The part of a run that the chart shows: the whole run as it grows, the last so many seconds, or a
 * fixed span. Times are nanoseconds since the run began.
 */
public final class ChartSpan {
    static final long SHORTEST = 2_000_000_000L;
    private static final double STEP = 1.25;

    private boolean whole = true;
    private boolean following = true;
    private long from;
    private long length = SHORTEST;
    private long end;

    /** Moves the end of the run. */
    public void runUntil(long endNanos) {
        end = endNanos;
        if (whole) {
            from = 0;
            length = Math.max(SHORTEST, end);
        } else if (following) {
            from = Math.max(0, end - length);
        }
    }

    public long from() {
        return from;
    }

    public long to() {
        return from + length;
    }

    /** The whole run is shown. */
    public boolean whole() {
        return whole;
    }

    /** Shows the whole run from now on. */
    public void showWhole() {
        whole = true;
        following = true;
        runUntil(end);
    }

    /**
     * Shows less or more of the run, held at a point.
     *
     * @param steps positive: less is shown
     * @param share where the point lies that keeps its place, 0 = left, 1 = right
     */
    public void zoom(double steps, double share) {
        long held = from + (long) (length * share);
        long wanted =
                Math.clamp(
                        (long) (length / Math.pow(STEP, steps)), SHORTEST, Math.max(SHORTEST, end));
        if (wanted >= end) {
            showWhole();
            return;
        }
        whole = false;
        length = wanted;
        moveTo(held - (long) (wanted * share));
    }

    /** Moves the shown span by a share of its length, positive: later. */
    public void pan(double share) {
        if (!whole) {
            moveTo(from + (long) (length * share));
        }
    }

    private void moveTo(long wanted) {
        from = Math.clamp(wanted, 0, Math.max(0, end - length));
        following = from + length >= end;
    }
}
