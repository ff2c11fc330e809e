// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import org.dozen.engine.history.CallSeries;
import org.dozen.engine.history.FlowMatrix;
import org.dozen.engine.history.Mark;
import org.dozen.engine.history.SpanCounts;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallCount;

import java.util.ArrayList;
import java.util.List;

/** A run whose calls and marks a test makes up; remembered by 10 ms, for ever. */
public final class FakeRun implements TimelineSource {
    public static final long MILLI = 1_000_000L;
    public static final long SECOND = 1_000 * MILLI;

    private static final long WIDTH = 10 * MILLI;

    private record Event(long atNanos, int row, long count) {}

    private final List<Event> events = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<FlowMatrix.Flow> flows = new ArrayList<>();
    private final List<FlowMatrix.GuestCall> guestCalls = new ArrayList<>();
    private long end;

    /** Calls of a row at a moment. */
    public FakeRun call(long atNanos, int row, long count) {
        events.add(new Event(atNanos, row, count));
        end = Math.max(end, atNanos);
        return this;
    }

    public FakeRun mark(Mark.Kind kind, long atNanos, String text) {
        marks.add(new Mark(kind, atNanos, text));
        return this;
    }

    /** Host calls that a guest call led to. */
    public FakeRun flow(int guestCall, String name, int row, long count) {
        flows.add(
                new FlowMatrix.Flow(
                        guestCall, name, TheTwelve.ofRow(row), count, 10 * count, 100 * count));
        return this;
    }

    /** How often a guest call was made. */
    public FakeRun guest(int number, String name, long count) {
        guestCalls.add(new FlowMatrix.GuestCall(number, name, count));
        return this;
    }

    public FakeRun until(long endNanos) {
        end = endNanos;
        return this;
    }

    @Override
    public long originNanos() {
        return 0;
    }

    @Override
    public long endNanos() {
        return end;
    }

    @Override
    public SpanCounts span(long fromNanos, long toNanos) {
        long from = fromNanos / WIDTH * WIDTH;
        long to = (toNanos + WIDTH - 1) / WIDTH * WIDTH;
        List<HostCallCount> rows =
                TheTwelve.list().stream()
                        .map(call -> new HostCallCount(call, count(call.row(), from, to), 0, 0, 0))
                        .toList();
        return new SpanCounts(from, to, WIDTH, true, rows);
    }

    @Override
    public CallSeries series(long fromNanos, long toNanos, int points) {
        long step = Math.max(WIDTH, (toNanos - fromNanos + points - 1) / points);
        int steps = (int) Math.max(1, (toNanos - fromNanos + step - 1) / step);
        long[] counts = new long[12 * steps];
        for (int row = 0; row < 12; row++) {
            for (int i = 0; i < steps; i++) {
                long from = fromNanos + i * step;
                counts[row * steps + i] = count(row, from, from + step);
            }
        }
        long[] none = new long[12 * steps];
        return new CallSeries(fromNanos, step, steps, WIDTH, counts, none, none);
    }

    @Override
    public List<Mark> marks(long fromNanos, long toNanos) {
        return marks.stream()
                .filter(mark -> mark.atNanos() >= fromNanos && mark.atNanos() < toNanos)
                .toList();
    }

    @Override
    public FlowMatrix flow(long fromNanos, long toNanos) {
        return new FlowMatrix(fromNanos, toNanos, WIDTH, flows, guestCalls, 0);
    }

    @Override
    public FlowMatrix flow() {
        return flow(0, end);
    }

    private long count(int row, long from, long to) {
        return events.stream()
                .filter(event -> event.row() == row)
                .filter(event -> event.atNanos() >= from && event.atNanos() < to)
                .mapToLong(Event::count)
                .sum();
    }
}
