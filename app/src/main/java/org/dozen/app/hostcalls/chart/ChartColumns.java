// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import org.dozen.engine.history.CallSeries;

/**
 * What the chart draws: columns of one width in time, each stacked by call.
 *
 * @param series the calls of each column; the first one begins at or before the left edge
 * @param endNanos how far the run had come: the last column may not be over
 */
record ChartColumns(CallSeries series, long endNanos) {
    /** Below this share of its time a column says nothing about a rate yet. */
    private static final double ENOUGH = 0.25;

    static final int ROWS = 12;

    /**
     * Asks for the columns of a part of a run.
     *
     * @param most at most so many columns
     */
    static ChartColumns of(TimelineSource source, long from, long to, long end, int most) {
        long step = Moments.roundStep(to - from, most);
        long first = from / step * step;
        int points = (int) Math.max(1, (Math.min(to, end + step) - first + step - 1) / step);
        return new ChartColumns(source.series(first, first + points * step, points), end);
    }

    int count() {
        return series.steps();
    }

    long stepNanos() {
        return series.stepNanos();
    }

    long from(int column) {
        return series.fromNanos() + column * series.stepNanos();
    }

    /** The end of a column: of its time, or of the run. */
    long to(int column) {
        return Math.min(from(column) + series.stepNanos(), Math.max(endNanos, from(column)));
    }

    /** Calls of one of the twelve a second. */
    double perSecond(int column, int row) {
        return series.count(row, column) * 1e9 / shownNanos(column);
    }

    /** Calls of all twelve a second. */
    double perSecond(int column) {
        return series.count(column) * 1e9 / shownNanos(column);
    }

    /** The highest of all columns. */
    double peak() {
        double peak = 0;
        for (int column = 0; column < count(); column++) {
            peak = Math.max(peak, perSecond(column));
        }
        return peak;
    }

    /** The column of a moment; outside the run: the nearest. */
    int at(long nanos) {
        return Math.clamp((nanos - series.fromNanos()) / series.stepNanos(), 0, count() - 1);
    }

    /** The time a rate is worked out over. */
    private double shownNanos(int column) {
        double shown = to(column) - from(column);
        return Math.max(shown, series.stepNanos() * ENOUGH);
    }
}
