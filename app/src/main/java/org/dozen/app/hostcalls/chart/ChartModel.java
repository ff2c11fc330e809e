// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import org.dozen.engine.history.Mark;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the chart shows and what is done with it: the part in view, its columns, the cursor, the
 * span being chosen. Holds no node. All methods on one thread.
 */
public final class ChartModel {
    private static final long LEAST_NANOS = 33_000_000L;
    private static final double HEADROOM = 1.08;
    private static final double LEAST_MOST = 10;
    private static final double GLIDE = 0.35;

    private final Timeline timeline;
    private final ChartWindow window = new ChartWindow();
    private Optional<ChartColumns> columns = Optional.empty();
    private List<Mark> marks = List.of();
    private OptionalLong cursor = OptionalLong.empty();
    private Optional<RunSpan> choosing = Optional.empty();
    private long anchor;
    private double most = LEAST_MOST;
    private double wantedMost = LEAST_MOST;
    private long drawnAt;
    private long drawnEnd = -1;
    private long drawnCalls = -1;
    private long drawnWindow = -1;
    private long drawnRun = -1;
    private long pointSeen;
    private long overlay;

    public ChartModel(Timeline timeline) {
        this.timeline = timeline;
    }

    public Timeline timeline() {
        return timeline;
    }

    public ChartWindow window() {
        return window;
    }

    /** Columns to draw; empty before the first run. */
    Optional<ChartColumns> columns() {
        return columns;
    }

    /** Marks of the part in view, the oldest first. */
    List<Mark> marks() {
        return marks;
    }

    /** Calls a second at the upper edge, on its way to what the columns want. */
    double most() {
        return most;
    }

    /** The moment under pointer or keys. */
    OptionalLong cursor() {
        return cursor;
    }

    /** The chosen span, or the one that is being chosen. */
    Optional<RunSpan> shownSpan() {
        return choosing.isPresent() ? choosing : timeline.chosen();
    }

    /** Whether a span is being dragged. */
    boolean choosing() {
        return choosing.isPresent();
    }

    /** Rises whenever cursor, span or pointer are to be drawn again. */
    long overlayVersion() {
        return overlay + timeline.version() + timeline.pointVersion();
    }

    /**
     * Takes up what has happened; says whether columns are to be drawn again.
     *
     * @param pixels width of the plot
     * @param mostColumns that it has room for
     */
    boolean frame(long nowNanos, double pixels, int mostColumns) {
        if (drawnRun != timeline.runs()) {
            window.showWhole();
            cursor = OptionalLong.empty();
            choosing = Optional.empty();
        }
        window.runUntil(timeline.end());
        if (pointSeen != timeline.pointVersion()) {
            pointSeen = timeline.pointVersion();
            timeline.pointed().ifPresent(window::reveal);
        }
        boolean asked = drawnWindow != window.version() || drawnRun != timeline.runs();
        if (!asked && (nowNanos - drawnAt < LEAST_NANOS || !moved(pixels))) {
            return false;
        }
        drawnAt = nowNanos;
        drawnWindow = window.version();
        drawnRun = timeline.runs();
        drawnEnd = timeline.end();
        drawnCalls = timeline.calls();
        take(mostColumns);
        return true;
    }

    private boolean moved(double pixels) {
        double perPixel = window.length() / Math.max(1, pixels);
        boolean goesAlong = window.whole() || window.live();
        boolean later = goesAlong && Math.abs(timeline.end() - drawnEnd) >= perPixel;
        return later || drawnCalls != timeline.calls() || most != wantedMost;
    }

    private void take(int mostColumns) {
        columns =
                timeline.source()
                        .map(source ->
                                ChartColumns.of(
                                        source,
                                        window.from(),
                                        window.to(),
                                        timeline.end(),
                                        mostColumns));
        marks =
                timeline.source()
                        .map(source -> source.marks(window.from(), window.to()))
                        .orElse(List.of());
        wantedMost =
                columns.map(now -> Math.max(LEAST_MOST, now.peak() * HEADROOM)).orElse(LEAST_MOST);
        // What is in view always fits; a quieter view comes closer bit by bit.
        most = wantedMost >= most ? wantedMost : most + (wantedMost - most) * GLIDE;
        if (most < wantedMost * 1.02) {
            most = wantedMost;
        }
    }

    /** The whole run in small. */
    Optional<ChartColumns> overview(int mostColumns) {
        return timeline.source()
                .map(source ->
                        ChartColumns.of(source, 0, timeline.end(), timeline.end(), mostColumns));
    }

    /** Draws again whatever was drawn. */
    void redraw() {
        drawnWindow = -1;
        overlay++;
    }

    void moveCursor(long at) {
        OptionalLong now = OptionalLong.of(Math.clamp(at, 0, Math.max(0, timeline.end())));
        if (!cursor.equals(now)) {
            cursor = now;
            overlay++;
        }
    }

    void hideCursor() {
        if (cursor.isPresent()) {
            cursor = OptionalLong.empty();
            overlay++;
        }
    }

    /** Moves the cursor by columns and points there; the view goes along. */
    void stepCursor(int by) {
        long step = step();
        long from = cursor.orElse(by < 0 ? Math.min(window.to(), timeline.end()) : window.from());
        moveCursor(from / step * step + step / 2 + by * step);
        cursor.ifPresent(timeline::point);
    }

    /** Chooses one column more or less, from where the cursor stood first. */
    void stepChoice(int by) {
        long step = step();
        if (timeline.chosen().isEmpty()) {
            long at = cursor.orElse(Math.min(window.to(), timeline.end()) - step);
            anchor = at / step * step;
            timeline.choose(new RunSpan(anchor, anchor + step));
            moveCursor(anchor);
            return;
        }
        RunSpan now = timeline.chosen().get();
        boolean forward = now.fromNanos() >= anchor;
        long moving = (forward ? now.toNanos() : now.fromNanos()) + by * step;
        if (forward && moving <= anchor) {
            timeline.choose(new RunSpan(anchor - step, anchor + step));
        } else {
            timeline.choose(
                    forward ? new RunSpan(anchor, moving) : RunSpan.between(anchor + step, moving));
        }
        window.reveal(moving);
        moveCursor(moving);
    }

    /** A span is dragged from here. */
    void beginChoice(long at) {
        anchor = at;
    }

    /** The other end of an existing choice becomes the fixed one, if the moment is near an edge. */
    boolean takeEdge(long at, long near) {
        Optional<RunSpan> chosen = timeline.chosen();
        if (chosen.isEmpty()) {
            return false;
        }
        boolean atFrom = Math.abs(at - chosen.get().fromNanos()) <= near;
        boolean atTo = Math.abs(at - chosen.get().toNanos()) <= near;
        if (atFrom || atTo) {
            anchor = atTo ? chosen.get().fromNanos() : chosen.get().toNanos();
        }
        return atFrom || atTo;
    }

    /** It reaches to here now; both ends are edges of columns. */
    void dragChoice(long at) {
        long step = step();
        long low = Math.min(anchor, at) / step * step;
        long high = (Math.max(anchor, at) + step - 1) / step * step;
        choosing = Optional.of(new RunSpan(low, high));
        overlay++;
    }

    /** What was dragged is chosen. */
    void endChoice() {
        choosing.ifPresent(timeline::choose);
        choosing = Optional.empty();
        overlay++;
    }

    /** Somebody clicked at a moment: it is pointed at; a choice that it is not part of ends. */
    void click(long at) {
        if (timeline.chosen().filter(span -> !span.contains(at)).isPresent()) {
            timeline.chooseAll();
        }
        timeline.point(at);
    }

    /** Shows the chosen span in full; without one the whole run. */
    void showChosen() {
        timeline.chosen().ifPresentOrElse(window::show, window::showWhole);
    }

    /** Ends what is chosen, pointed at and under the cursor. */
    void letGo() {
        choosing = Optional.empty();
        timeline.chooseAll();
        timeline.pointAway();
        hideCursor();
        overlay++;
    }

    private long step() {
        return columns.map(ChartColumns::stepNanos).orElse(RunSpan.SHORTEST);
    }
}
