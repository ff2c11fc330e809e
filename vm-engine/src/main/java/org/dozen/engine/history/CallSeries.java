// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

/**
 * Numbers over time for a chart: steps of equal width, one after the other.
 *
 * @param fromNanos where the first step begins, since the start of the run
 * @param stepNanos width of a step
 * @param steps how many
 * @param levelNanos width of the buckets that the steps were summed from
 * @param counts calls by row and step: row times {@link #steps()} plus step
 * @param nanos time spent, laid out alike
 * @param bytes bytes moved, laid out alike
 */
@SuppressWarnings("ArrayRecordComponent") // a chart's numbers, made for each picture
public record CallSeries(
        long fromNanos,
        long stepNanos,
        int steps,
        long levelNanos,
        long[] counts,
        long[] nanos,
        long[] bytes) {

    /** Calls of one of the twelve in one step. */
    public long count(int row, int step) {
        return counts[row * steps + step];
    }

    /** Calls of all twelve in one step. */
    public long count(int step) {
        long sum = 0;
        for (int row = 0; row < CountLevel.ROWS; row++) {
            sum += count(row, step);
        }
        return sum;
    }

    /** Time spent in one of the twelve in one step. */
    public long nanos(int row, int step) {
        return nanos[row * steps + step];
    }

    /** Bytes moved by one of the twelve in one step. */
    public long bytes(int row, int step) {
        return bytes[row * steps + step];
    }
}
