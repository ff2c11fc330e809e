// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two runs side by side.
 *
 * @param left one
 * @param right the other
 * @param rows every call that either made, the most frequent first
 */
public record Comparison(RunTally left, RunTally right, List<Row> rows) {
    public Comparison {
        rows = List.copyOf(rows);
    }

    /** Puts two runs side by side. */
    public static Comparison of(RunTally left, RunTally right) {
        Set<String> names = new TreeSet<>(left.counts().keySet());
        names.addAll(right.counts().keySet());
        List<Row> rows = new ArrayList<>();
        names.forEach(name -> rows.add(new Row(name, left.count(name), right.count(name))));
        rows.sort(Comparator.comparingLong((Row row) -> row.left() + row.right()).reversed());
        return new Comparison(left, right, rows);
    }

    /**
     * One call.
     *
     * @param call its name
     * @param left how often the left run made it
     * @param right how often the right one
     */
    public record Row(String call, long left, long right) {}

    /** Calls that only the left run made. */
    public List<String> onlyLeft() {
        return rows.stream().filter(row -> row.right() == 0).map(Row::call).toList();
    }

    /** Calls that only the right run made. */
    public List<String> onlyRight() {
        return rows.stream().filter(row -> row.left() == 0).map(Row::call).toList();
    }

    /** Who asks the host for more, in one sentence. */
    public String sentence() {
        return left.name() + ": " + words(left) + "; " + right.name() + ": " + words(right) + ".";
    }

    private static String words(RunTally run) {
        return run.total() + " calls of " + run.distinct() + " kinds";
    }
}
