// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import org.dozen.app.text.Text;
import org.dozen.engine.history.Mark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Marks of a run that lie so close on screen that they share one flag.
 *
 * @param x where, in pixels
 * @param room pixels to the next flag or to the edge
 * @param marks at least one, the oldest first
 */
record MarkFlag(double x, double room, List<Mark> marks) {
    MarkFlag {
        marks = List.copyOf(marks);
    }

    /**
     * Puts marks under flags.
     *
     * @param marks in the order of their times
     * @param place from a mark to its pixel
     * @param near marks closer than this share a flag
     * @param right edge of what can be drawn on
     */
    static List<MarkFlag> of(
            List<Mark> marks, ToDoubleFunction<Mark> place, double near, double right) {
        List<List<Mark>> groups = new ArrayList<>();
        double begin = Double.NEGATIVE_INFINITY;
        for (Mark mark : marks) {
            double x = place.applyAsDouble(mark);
            if (x - begin >= near) {
                groups.add(new ArrayList<>());
                begin = x;
            }
            groups.getLast().add(mark);
        }
        List<MarkFlag> flags = new ArrayList<>();
        double next = right;
        for (List<Mark> group : groups.reversed()) {
            double x = place.applyAsDouble(group.getFirst());
            flags.addFirst(new MarkFlag(x, next - x, group));
            next = x;
        }
        return flags;
    }

    /** The most important of them, the last of its kind. */
    Mark first() {
        Mark best = marks.getFirst();
        for (Mark mark : marks) {
            if (weight(mark.kind()) >= weight(best.kind())) {
                best = mark;
            }
        }
        return best;
    }

    /** Says what is here, in a few words. */
    String label() {
        Mark first = first();
        if (marks.size() == 1) {
            return first.text();
        }
        if (first.kind() == Mark.Kind.MILESTONE) {
            return Text.of("chart.mark.boot");
        }
        long more = marks.stream().filter(mark -> mark.kind() != Mark.Kind.MILESTONE).count() - 1;
        return more > 0 ? Text.of("chart.mark.more", first.text(), more) : first.text();
    }

    /** A kind of mark in a word. */
    static String kind(Mark.Kind kind) {
        return switch (kind) {
            case MILESTONE -> Text.of("chart.mark.milestone");
            case COMMAND -> Text.of("chart.mark.command");
            case REFUSED -> Text.of("chart.mark.refused");
            case WARNING -> Text.of("chart.mark.warning");
        };
    }

    private static int weight(Mark.Kind kind) {
        return switch (kind) {
            case MILESTONE -> 0;
            case COMMAND -> 1;
            case WARNING -> 2;
            case REFUSED -> 3;
        };
    }
}
