// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.engine.history.CallSeries;
import org.dozen.engine.history.FlowMatrix;
import org.dozen.engine.history.SpanCounts;
import org.dozen.engine.trace.HostCallCount;

import java.util.List;
import java.util.Optional;

/** The panel's figures for the span that is chosen, asked anew a few times a second at most. */
final class SpanFigures {
    private static final long AGAIN_NANOS = 200_000_000L;

    private Optional<RunSpan> span = Optional.empty();
    private List<HostCallCount> rows = List.of();
    private Totals totals = new Totals(0, 0, 0, 0);
    private double[][] trails = {};
    private double seconds = 1;
    private long asked;

    /** Brings the figures up to date; says whether a span is chosen. */
    boolean frame(Timeline timeline, long nowNanos) {
        Optional<TimelineSource> source = timeline.source();
        if (timeline.chosen().isEmpty() || source.isEmpty()) {
            span = Optional.empty();
            return false;
        }
        if (!span.equals(timeline.chosen()) || nowNanos - asked >= AGAIN_NANOS) {
            span = timeline.chosen();
            asked = nowNanos;
            ask(source.get(), span.get());
        }
        return true;
    }

    private void ask(TimelineSource source, RunSpan asking) {
        SpanCounts counts = source.span(asking.fromNanos(), asking.toNanos());
        FlowMatrix flow = source.flow(asking.fromNanos(), asking.toNanos());
        rows = counts.rows();
        seconds = Math.max(1, counts.toNanos() - counts.fromNanos()) / 1e9;
        totals =
                new Totals(
                        flow.guestCallTotal(),
                        counts.total(),
                        flow.guestCallTotal(),
                        flow.hostCallTotal() + flow.unknown());
        CallSeries series = source.series(asking.fromNanos(), asking.toNanos(), CallRow.TRAIL);
        trails = new double[rows.size()][CallRow.TRAIL];
        for (int row = 0; row < trails.length; row++) {
            for (int i = 0; i < CallRow.TRAIL; i++) {
                // A short span has fewer steps than the trail has points.
                trails[row][i] = series.count(row, i * series.steps() / CallRow.TRAIL);
            }
        }
    }

    /** The twelve, in the order of the table. */
    List<HostCallCount> rows() {
        return rows;
    }

    Totals totals() {
        return totals;
    }

    /** How often a row was called each second of the span. */
    double perSecond(int row) {
        return rows.get(row).count() / seconds;
    }

    /** The course of a row over the span. */
    double[] trail(int row) {
        return trails[row];
    }
}
