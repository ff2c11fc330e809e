// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import java.util.List;

/** Where the columns of the table of calls lie, in pixels, for one width and scale. */
record CallColumns(
        double rank,
        double name,
        double bar,
        double barEnd,
        double count,
        double rate,
        double trail,
        double trailEnd) {
    private static final double PAD = 14;
    private static final double NAME_CHARACTERS = 13.5;
    private static final double RATE_CHARACTERS = 7.5;
    private static final double TRAIL = 60;
    private static final double GAP = 10;
    private static final double NARROW = 420;
    private static final int LEAST_COUNT_CHARACTERS = 6;

    /**
     * Lays out the columns.
     *
     * @param width the table's, in pixels
     * @param scale of the window
     * @param cell width of a character of names and counts
     * @param smallCell width of a character of rates
     */
    static CallColumns of(
            double width, double scale, double cell, double smallCell, List<CallRow> rows) {
        double pad = PAD * scale;
        double gap = GAP * scale;
        int digits = LEAST_COUNT_CHARACTERS;
        for (CallRow row : rows) {
            digits = Math.max(digits, row.countText().length());
        }
        double trailEnd = width - pad;
        boolean narrow = width < NARROW * scale;
        double trail = narrow ? trailEnd : trailEnd - TRAIL * scale;
        double rate = narrow ? trailEnd : trail - gap;
        double count = rate - RATE_CHARACTERS * smallCell - gap / 2;
        double rank = pad + 2 * cell;
        double name = rank + gap;
        double bar = name + NAME_CHARACTERS * cell + gap / 2;
        double barEnd = Math.max(bar, count - digits * cell - gap);
        return new CallColumns(rank, name, bar, barEnd, count, rate, trail, trailEnd);
    }
}
