// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.hostcall.TheTwelve;

import java.util.List;

/**
 * The host calls of a machine at one moment. Cheap enough to take for every frame.
 *
 * @param atNanos when, in {@link System#nanoTime()}
 * @param rows the twelve in the order of the table, always all of them
 * @param refused refused calls by kind, the oldest kind first; at most a thousand kinds
 * @param refusedTotal all refused calls
 * @param lost records of the ring that were lost to the reader, by the writer's or our own count
 * @param damaged the machine's report contradicted itself at least once: counts go on, the ring's
 *     records are not to be trusted
 * @param guestCalls calls of guest programs to the guest kernel
 * @param guestTraps how many of these reached it by a signal
 */
public record HostCallSnapshot(
        long atNanos,
        List<HostCallCount> rows,
        List<RefusedCall> refused,
        long refusedTotal,
        long lost,
        boolean damaged,
        long guestCalls,
        long guestTraps) {
    public HostCallSnapshot {
        rows = List.copyOf(rows);
        refused = List.copyOf(refused);
    }

    /** Before the first run: all twelve, never used. */
    public static HostCallSnapshot none() {
        List<HostCallCount> rows =
                TheTwelve.list().stream().map(call -> new HostCallCount(call, 0, 0, 0, 0)).toList();
        return new HostCallSnapshot(System.nanoTime(), rows, List.of(), 0, 0, false, 0, 0);
    }

    /** All host calls of the twelve. */
    public long total() {
        return rows.stream().mapToLong(HostCallCount::count).sum();
    }

    /** How many of the twelve were used at least once. */
    public int used() {
        return (int) rows.stream().filter(row -> row.count() > 0).count();
    }
}
