// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.engine.history.Mark;
import org.dozen.engine.trace.HostCallFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The log of one machine: what is remembered, which of it is shown, and what has changed since the
 * screen last asked. Holds no node. All methods on one thread, except that {@link #tap()} is called
 * by the machine's.
 */
public final class LogModel {
    /** Lines that are remembered and shown at most. */
    public static final int MOST = 20_000;

    /**
     * What is new is held back for this long: calls and events that were before it may still be on
     * their way.
     */
    private static final long SETTLE_NANOS = 60_000_000L;

    private final Timeline timeline;
    private final LogTap tap;
    private final Sampling sampling = new Sampling();
    private final Pace pace = new Pace(LogTap.PER_SECOND);
    private final Ring<LogEntry> memory = new Ring<>(MOST);
    private final Ring<LogEntry> lines = new Ring<>(MOST);
    private final List<LogEntry> fresh = new ArrayList<>();
    private HostCallFilter filter = HostCallFilter.ALL;
    private QuickTest test = new QuickTest(filter);
    private Optional<RunSpan> span = Optional.empty();
    private long run = -1;
    private long eventsUpTo;
    private long end;
    private long endMovedAt;
    private long shownUpTo;
    private boolean anew = true;
    private boolean paused;
    private boolean following = true;
    private long version;

    /**
     * What has changed on screen.
     *
     * @param anew everything: the lines are all there are, and those before are gone
     * @param dropped lines to take away at the top
     * @param added lines to add at the end
     */
    public record Change(boolean anew, int dropped, List<LogEntry> added) {
        static final Change NONE = new Change(false, 0, List.of());

        public boolean none() {
            return !anew && dropped == 0 && added.isEmpty();
        }
    }

    public LogModel(Timeline timeline, LogTap tap) {
        this.timeline = timeline;
        this.tap = tap;
    }

    public Timeline timeline() {
        return timeline;
    }

    public LogTap tap() {
        return tap;
    }

    public HostCallFilter filter() {
        return filter;
    }

    /** Shows other calls, of what is remembered and of what comes. */
    public void setFilter(HostCallFilter wanted) {
        if (!wanted.equals(filter)) {
            filter = wanted;
            test = new QuickTest(wanted);
            tap.filter(wanted);
            anew = true;
            version++;
        }
    }

    /** Nothing on screen moves; what happens meanwhile is remembered. */
    public boolean paused() {
        return paused;
    }

    public void setPaused(boolean wanted) {
        if (paused != wanted) {
            paused = wanted;
            anew |= !wanted;
            version++;
        }
    }

    /** The newest line stays in view. */
    public boolean following() {
        return following;
    }

    public void setFollowing(boolean wanted) {
        if (following != wanted) {
            following = wanted;
            version++;
        }
    }

    /** Rises whenever something is to be said otherwise. */
    public long version() {
        return version + sampling.version();
    }

    /** Draws all lines again: colours have changed. */
    public void redraw() {
        anew = true;
    }

    /** Takes what has happened. Once per frame, whether or not the log is on screen. */
    public void frame(long nowNanos) {
        if (run != timeline.runs()) {
            run = timeline.runs();
            memory.clear();
            fresh.clear();
            eventsUpTo = 0;
            shownUpTo = 0;
            anew = true;
            paused = false;
            version++;
        }
        Optional<TimelineSource> source = timeline.source();
        if (source.isEmpty()) {
            return;
        }
        if (end != timeline.end()) {
            end = timeline.end();
            endMovedAt = nowNanos;
        }
        boolean over = nowNanos - endMovedAt > 2 * SETTLE_NANOS;
        takeCalls(source.get().originNanos());
        settle(source.get(), over ? Long.MAX_VALUE : end - SETTLE_NANOS);
        sampling.frame(nowNanos, tap.count());
    }

    /** Calls come in the order of their ends; here they stand in the order of their begins. */
    private void takeCalls(long origin) {
        tap.drain(record -> {
            long at = record.startNanos() - origin;
            if (at >= 0) { // otherwise it is of the run before
                LogEntry call = new LogEntry.Call(Math.min(at, timeline.end()), record);
                int place = fresh.size();
                while (place > 0 && fresh.get(place - 1).atNanos() > call.atNanos()) {
                    place--;
                }
                fresh.add(place, call);
            }
        });
    }

    /** Puts calls and events up to a moment into memory. */
    private void settle(TimelineSource source, long until) {
        List<Mark> marks = until > eventsUpTo ? source.marks(eventsUpTo, until) : List.of();
        eventsUpTo = Math.max(eventsUpTo, Math.min(until, end));
        if (!marks.isEmpty()) {
            eventsUpTo = Math.max(eventsUpTo, marks.getLast().atNanos() + 1);
        }
        int settled = 0;
        for (Mark mark : marks) {
            while (settled < fresh.size() && fresh.get(settled).atNanos() < mark.atNanos()) {
                memory.add(fresh.get(settled++));
            }
            memory.add(new LogEntry.Event(mark));
        }
        while (settled < fresh.size() && fresh.get(settled).atNanos() < until) {
            memory.add(fresh.get(settled++));
        }
        fresh.subList(0, settled).clear();
    }

    /** What is to be changed on screen since the last time this was asked. */
    public Change change() {
        if (!span.equals(timeline.chosen())) {
            span = timeline.chosen();
            anew = true;
            version++;
        }
        long oldest = memory.added() - memory.size();
        if (paused && !anew) {
            return Change.NONE;
        }
        boolean all = anew || shownUpTo < oldest;
        if (all) {
            lines.clear();
            shownUpTo = oldest;
            anew = false;
        }
        List<LogEntry> added = new ArrayList<>();
        int dropped = 0;
        for (long at = shownUpTo; at < memory.added(); at++) {
            LogEntry entry = memory.get((int) (at - oldest));
            if (shows(entry)) {
                added.add(entry);
                dropped += lines.add(entry) ? 1 : 0;
            }
        }
        shownUpTo = memory.added();
        return new Change(all, all ? 0 : dropped, added);
    }

    /**
     * Is told what showing the last lines has cost, so that no more come than the screen can take.
     */
    public void shown(long spentNanos, long sinceNanos) {
        tap.allow(pace.next(spentNanos, sinceNanos));
    }

    private boolean shows(LogEntry entry) {
        if (span.isPresent() && !span.get().contains(entry.atNanos())) {
            return false;
        }
        return switch (entry) {
            case LogEntry.Call call -> test.test(call.record());
            case LogEntry.Event event -> shows(event.mark());
        };
    }

    /** Events have no descriptor and no duration: they are shown as far as words and result go. */
    private boolean shows(Mark mark) {
        boolean refused = mark.kind() == Mark.Kind.REFUSED;
        boolean words = mark.text().toLowerCase(Locale.ROOT).contains(filter.text());
        HostCallFilter others = filter.withText("");
        if (refused) {
            others = others.withOutcome(HostCallFilter.Outcome.ANY);
            return words
                    && filter.outcome() != HostCallFilter.Outcome.SUCCESS
                    && others.equals(HostCallFilter.ALL);
        }
        return words && others.equals(HostCallFilter.ALL);
    }

    /** How many lines there are. */
    public int size() {
        return lines.size();
    }

    /** One of the lines, 0 = the first. */
    public LogEntry line(int index) {
        return lines.get(index);
    }

    /** The first line at or after a moment; the last one if there is none; empty without lines. */
    public OptionalInt lineAt(long atNanos) {
        if (lines.size() == 0) {
            return OptionalInt.empty();
        }
        int low = 0;
        int high = lines.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lines.get(middle).atNanos() < atNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return OptionalInt.of(low);
    }

    /** Whether a moment lies before everything that is remembered. */
    public boolean forgotten(long atNanos) {
        return memory.size() == MOST && atNanos < memory.get(0).atNanos();
    }

    /** What is shown and what is left out, in words. */
    public LogStatus status() {
        long calls = 0;
        for (int i = 0; i < lines.size(); i++) {
            calls += lines.get(i) instanceof LogEntry.Call ? 1 : 0;
        }
        long whole =
                span.flatMap(chosen ->
                                timeline.source()
                                        .map(source ->
                                                source.span(chosen.fromNanos(), chosen.toNanos())
                                                        .total()))
                        .orElse(0L);
        long held = paused ? memory.added() - shownUpTo : 0;
        return new LogStatus(
                sampling.oneOf(),
                !filter.equals(HostCallFilter.ALL),
                !filter.text().isEmpty(),
                span.isPresent(),
                calls,
                whole,
                lines.size() == 0 ? 0 : lines.get(0).atNanos(),
                paused,
                held);
    }
}
