// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the columns of the table of calls lie, in pixels, for one width and scale. Names, bars and
 * counts are always there; the other figures as far as there is room for them.
 *
 * @param rank right edge of the rank
 * @param name left edge of the name
 * @param bar left edge of the bar
 * @param barEnd right edge of the bar
 * @param count right edge of the count
 * @param figures right edge of each figure that there is room for
 * @param trail left edge of the sparkline
 * @param trailEnd right edge of the sparkline; the same as the left one if there is none
 */
record CallColumns(
        double rank,
        double name,
        double bar,
        double barEnd,
        double count,
        Map<CallFigure, Double> figures,
        double trail,
        double trailEnd) {
    static final CallColumns NONE = new CallColumns(0, 0, 0, 0, 0, Map.of(), 0, 0);

    private static final double PAD = 14;
    private static final double NAME_CHARACTERS = 13.5;
    private static final double TRAIL = 60;
    private static final double GAP = 10;
    private static final double NARROW = 420;
    private static final int LEAST_COUNT_CHARACTERS = 6;

    /** A bar keeps this much before a second figure may have room: it carries words. */
    private static final double LEAST_BAR = 150;

    /**
     * Lays out the columns.
     *
     * @param width the table's, in pixels
     * @param scale of the window
     * @param cell width of a character of names and counts
     * @param smallCell width of a character of the other figures
     * @param first the figure that has room before others
     */
    static CallColumns of(
            double width,
            double scale,
            double cell,
            double smallCell,
            List<CallRow> rows,
            CallFigure first) {
        double pad = PAD * scale;
        double gap = GAP * scale;
        int digits = LEAST_COUNT_CHARACTERS;
        for (CallRow row : rows) {
            digits = Math.max(digits, row.countText().length());
        }
        double rank = pad + 2 * cell;
        double name = rank + gap;
        double bar = name + NAME_CHARACTERS * cell + gap / 2;
        double trailEnd = width - pad;
        double trail = width < NARROW * scale ? trailEnd : trailEnd - TRAIL * scale;
        double free = trail - bar - digits * cell - gap - (trail < trailEnd ? gap : 0);
        EnumMap<CallFigure, Double> widths = new EnumMap<>(CallFigure.class);
        for (CallFigure figure : first.first()) {
            double wanted = figure.characters() * smallCell + gap / 2;
            if (widths.isEmpty() || free - wanted >= LEAST_BAR * scale) {
                widths.put(figure, wanted);
                free -= wanted;
            }
        }
        double right = trail < trailEnd ? trail - gap : trailEnd;
        EnumMap<CallFigure, Double> figures = new EnumMap<>(CallFigure.class);
        for (CallFigure figure : List.of(CallFigure.values()).reversed()) {
            Double wide = widths.get(figure);
            if (wide != null) {
                figures.put(figure, right);
                right -= wide;
            }
        }
        double barEnd = Math.max(bar, right - digits * cell - gap);
        return new CallColumns(rank, name, bar, barEnd, right, figures, trail, trailEnd);
    }
}
