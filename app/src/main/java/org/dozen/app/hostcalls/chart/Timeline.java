// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The time of a run as chart, rows, log and flow share it: what is remembered, which span is
 * chosen, which moment is pointed at. A new run takes choice and pointer away. All methods on one
 * thread; views ask for {@link #version()} and {@link #pointVersion()}.
 */
public final class Timeline {
    private final Supplier<Optional<TimelineSource>> find;
    private Optional<TimelineSource> source = Optional.empty();
    private Optional<RunSpan> chosen = Optional.empty();
    private OptionalLong pointed = OptionalLong.empty();
    private long end;
    private long calls;
    private long version;
    private long pointVersion;
    private long runs;

    /**
     * A timeline of one run after the other.
     *
     * @param find gives the present or last run; equal while it is the same run
     */
    public Timeline(Supplier<Optional<TimelineSource>> find) {
        this.find = find;
    }

    /**
     * Takes up how far the run has come. Once per frame, before anything asks.
     *
     * @param callsNow all host calls so far
     */
    public void frame(long callsNow) {
        calls = callsNow;
        Optional<TimelineSource> now = find.get();
        if (!now.equals(source)) {
            source = now;
            runs++;
            chosen = Optional.empty();
            pointed = OptionalLong.empty();
            version++;
            pointVersion++;
        }
        end = source.map(TimelineSource::endNanos).orElse(0L);
    }

    /** What is remembered; empty before the first run. */
    public Optional<TimelineSource> source() {
        return source;
    }

    /** How far the run has come. */
    public long end() {
        return end;
    }

    /** All host calls so far: who sees it change has something new to show. */
    public long calls() {
        return calls;
    }

    /** Rises with every new run. */
    public long runs() {
        return runs;
    }

    /** The span that all numbers are for; empty: for the run. */
    public Optional<RunSpan> chosen() {
        return chosen;
    }

    /** Lets all numbers be for a span. */
    public void choose(RunSpan span) {
        if (!chosen.equals(Optional.of(span))) {
            chosen = Optional.of(span);
            version++;
        }
    }

    /** Lets all numbers be for the run again. */
    public void chooseAll() {
        if (chosen.isPresent()) {
            chosen = Optional.empty();
            version++;
        }
    }

    /** Rises whenever another span is chosen. */
    public long version() {
        return version;
    }

    /** The moment that somebody has pointed at, in chart or log. */
    public OptionalLong pointed() {
        return pointed;
    }

    /** Points at a moment: the chart marks it, the log goes there. */
    public void point(long atNanos) {
        pointed = OptionalLong.of(Math.clamp(atNanos, 0, Math.max(0, end)));
        pointVersion++;
    }

    /** Points at nothing. */
    public void pointAway() {
        if (pointed.isPresent()) {
            pointed = OptionalLong.empty();
            pointVersion++;
        }
    }

    /** Rises whenever another moment is pointed at. */
    public long pointVersion() {
        return pointVersion;
    }
}
