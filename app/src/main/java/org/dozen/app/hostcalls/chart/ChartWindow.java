// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

/**
 * The part of a run that the chart shows: the whole run as it grows, the last so many seconds, or a
 * part that stays where it is. Times are nanoseconds since the run began.
 */
public final class ChartWindow {
    static final long SHORTEST = 100_000_000L;
    static final long SHORTEST_WHOLE = 2_000_000_000L;
    static final long LIVE = 20_000_000_000L;
    private static final double STEP = 1.25;

    private boolean whole = true;
    private boolean following = true;
    private long from;
    private long length = SHORTEST_WHOLE;
    private long end;
    private long version;

    /** Moves the end of the run. */
    public void runUntil(long endNanos) {
        end = endNanos;
        if (whole) {
            from = 0;
            length = Math.max(SHORTEST_WHOLE, end);
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

    public long length() {
        return length;
    }

    /** The whole run is shown. */
    public boolean whole() {
        return whole;
    }

    /** The end of the run is in view and stays there. */
    public boolean live() {
        return !whole && following;
    }

    /** Rises whenever somebody chooses another part. */
    public long version() {
        return version;
    }

    /** Shows the whole run from now on. */
    public void showWhole() {
        whole = true;
        following = true;
        version++;
        runUntil(end);
    }

    /** Shows the last seconds from now on. */
    public void showLive() {
        whole = false;
        following = true;
        length = LIVE;
        version++;
        runUntil(end);
    }

    /** Shows a span, with a little room on both sides. */
    public void show(RunSpan span) {
        whole = false;
        length = Math.max(SHORTEST, (long) (span.length() * 1.1));
        moveTo(span.fromNanos() + span.length() / 2 - length / 2);
        following = false;
    }

    /** Brings a moment into view if it is not: puts it in the middle. */
    public void reveal(long atNanos) {
        if (atNanos < from || atNanos >= to()) {
            moveTo(atNanos - length / 2);
        }
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
                        (long) (length / Math.pow(STEP, steps)),
                        SHORTEST,
                        Math.max(SHORTEST_WHOLE, end));
        if (wanted >= end && steps < 0) {
            showWhole();
            return;
        }
        whole = false;
        length = wanted;
        moveTo(held - (long) (wanted * share));
    }

    /** Moves the shown part by a share of its length, positive: later. */
    public void pan(double share) {
        if (!whole) {
            moveTo(from + (long) (length * share));
        }
    }

    /** Moves the shown part to begin here, within the run. */
    public void moveTo(long wanted) {
        if (whole) {
            return;
        }
        from = Math.clamp(wanted, 0, Math.max(0, end - length));
        following = from + length >= end;
        version++;
    }
}
