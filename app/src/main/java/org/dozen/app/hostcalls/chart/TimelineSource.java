// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import org.dozen.engine.history.CallSeries;
import org.dozen.engine.history.FlowMatrix;
import org.dozen.engine.history.Mark;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.history.SpanCounts;

import java.util.List;

/** What is remembered of one run. Times are nanoseconds since the run began. Cheap to ask. */
public interface TimelineSource {
    /** Start of the run, in {@link System#nanoTime()}. */
    long originNanos();

    /** How far the run has come. */
    long endNanos();

    SpanCounts span(long fromNanos, long toNanos);

    CallSeries series(long fromNanos, long toNanos, int points);

    List<Mark> marks(long fromNanos, long toNanos);

    /** What led to what in a span. */
    FlowMatrix flow(long fromNanos, long toNanos);

    /** What led to what in the whole run. */
    FlowMatrix flow();

    /** From the engine's history of a run. */
    static TimelineSource of(RunHistory history) {
        return new HistorySource(history);
    }

    /** The engine's history. */
    record HistorySource(RunHistory history) implements TimelineSource {
        @Override
        public long originNanos() {
            return history.calls().originNanos();
        }

        @Override
        public long endNanos() {
            return history.calls().endNanos();
        }

        @Override
        public SpanCounts span(long fromNanos, long toNanos) {
            return history.calls().span(fromNanos, toNanos);
        }

        @Override
        public CallSeries series(long fromNanos, long toNanos, int points) {
            return history.calls().series(fromNanos, toNanos, points);
        }

        @Override
        public List<Mark> marks(long fromNanos, long toNanos) {
            return history.marks().between(fromNanos, toNanos);
        }

        @Override
        public FlowMatrix flow(long fromNanos, long toNanos) {
            return history.flow().between(fromNanos, toNanos);
        }

        @Override
        public FlowMatrix flow() {
            return history.flow().whole();
        }
    }
}
