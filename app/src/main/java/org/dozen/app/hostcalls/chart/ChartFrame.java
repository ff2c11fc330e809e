// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

/**
 * Where the parts of the chart lie, in pixels, and how moments become places.
 *
 * @param left edge of the plot
 * @param right edge of the plot
 * @param lane top of the lane of marks
 * @param top edge of the plot
 * @param low bottom of the plot
 * @param foot bottom of the time axis
 * @param bottom bottom of the overview; the same as the foot if there is none
 * @param from moment at the left edge
 * @param length of the shown part in nanoseconds
 */
record ChartFrame(
        double left,
        double right,
        double lane,
        double top,
        double low,
        double foot,
        double bottom,
        long from,
        long length) {
    private static final double PAD = 14;
    private static final double LANE = 20;
    private static final double AXIS = 18;
    private static final double OVERVIEW = 24;

    static ChartFrame of(double width, double height, double scale, ChartWindow window) {
        double bottom = height - 3 * scale;
        double foot = window.whole() ? bottom : bottom - OVERVIEW * scale;
        return new ChartFrame(
                PAD * scale,
                width - PAD * scale,
                0,
                LANE * scale,
                foot - AXIS * scale,
                foot,
                bottom,
                window.from(),
                window.length());
    }

    /** Whether there is room to draw anything. */
    boolean usable() {
        return low - top >= 10 && width() >= 40;
    }

    double width() {
        return right - left;
    }

    double x(long nanos) {
        return left + width() * (nanos - from) / Math.max(1, length);
    }

    long at(double x) {
        return from + (long) (length * share(x));
    }

    /** Where a place lies between left and right, 0..1. */
    double share(double x) {
        return Math.clamp((x - left) / Math.max(1, width()), 0, 1);
    }

    /** Nanoseconds of a pixel. */
    double perPixel() {
        return length / Math.max(1, width());
    }
}
