// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import org.dozen.engine.trace.HostCallCount;

import java.util.List;

/**
 * The host calls that began in a span of a run: exact, for a span that is widened to whole buckets
 * of the finest level that still has it.
 *
 * @param fromNanos first nanosecond, since the start of the run
 * @param toNanos first nanosecond after it
 * @param resolutionNanos width of the buckets it was made of: both ends are multiples of it
 * @param whole whether all that was asked for is still known; older than a day, only totals are
 * @param rows the twelve, in the order of the table
 */
public record SpanCounts(
        long fromNanos,
        long toNanos,
        long resolutionNanos,
        boolean whole,
        List<HostCallCount> rows) {
    public SpanCounts {
        rows = List.copyOf(rows);
    }

    /** All calls of the span. */
    public long total() {
        return rows.stream().mapToLong(HostCallCount::count).sum();
    }

    /** Calls a second; 0 for an empty span. */
    public double perSecond() {
        return toNanos > fromNanos ? total() * 1e9 / (toNanos - fromNanos) : 0;
    }
}
