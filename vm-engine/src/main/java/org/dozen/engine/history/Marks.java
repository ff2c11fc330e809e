// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The marks of a run, at most ten thousand: then the oldest go, except those of the boot. Any
 * thread.
 */
public final class Marks {
    private static final int MOST = 10_000;
    private static final int MOST_TEXT = 200;

    private final List<Mark> boot = new ArrayList<>();
    private final Deque<Mark> others = new ArrayDeque<>();
    private long dropped;

    synchronized void add(Mark.Kind kind, long atNanos, String text) {
        Mark mark = new Mark(kind, Math.max(0, atNanos), printable(text));
        if (kind == Mark.Kind.MILESTONE && boot.size() < MOST) {
            boot.add(mark);
            return;
        }
        if (others.size() == MOST) {
            others.removeFirst();
            dropped++;
        }
        others.addLast(mark);
    }

    private static String printable(String text) {
        String cut = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** All marks of a span in the order of their times; the end is not included. */
    public synchronized List<Mark> between(long fromNanos, long toNanos) {
        List<Mark> found = new ArrayList<>();
        boot.stream().filter(mark -> within(mark, fromNanos, toNanos)).forEach(found::add);
        others.stream().filter(mark -> within(mark, fromNanos, toNanos)).forEach(found::add);
        found.sort(Comparator.comparingLong(Mark::atNanos));
        return List.copyOf(found);
    }

    private static boolean within(Mark mark, long fromNanos, long toNanos) {
        return mark.atNanos() >= fromNanos && mark.atNanos() < toNanos;
    }

    /** All marks in the order of their times. */
    public List<Mark> list() {
        return between(0, Long.MAX_VALUE);
    }

    /** Marks that were let go because there were too many. */
    public synchronized long dropped() {
        return dropped;
    }
}
