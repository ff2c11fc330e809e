// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import org.dozen.app.text.Text;

/**
 * A part of a run. Times are nanoseconds since the run began.
 *
 * @param fromNanos its begin
 * @param toNanos its end, not included; greater than the begin
 */
public record RunSpan(long fromNanos, long toNanos) {
    /** The shortest one: what the history tells apart. */
    public static final long SHORTEST = 10_000_000L;

    public RunSpan {
        fromNanos = Math.max(0, fromNanos);
        toNanos = Math.max(fromNanos + SHORTEST, toNanos);
    }

    /** A span between two moments, whichever comes first. */
    public static RunSpan between(long one, long other) {
        return new RunSpan(Math.min(one, other), Math.max(one, other));
    }

    public long length() {
        return toNanos - fromNanos;
    }

    public boolean contains(long atNanos) {
        return atNanos >= fromNanos && atNanos < toNanos;
    }

    /** For people: 12.3 s to 14.1 s. */
    public String words() {
        return Text.of(
                "span.words", Moments.words(fromNanos, length()), Moments.words(toNanos, length()));
    }
}
