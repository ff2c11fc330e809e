// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import org.dozen.engine.history.CallSeries;
import org.dozen.engine.history.HostCallHistory;
import org.dozen.engine.history.Mark;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.Milestone;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the twelve a run made in which phase. Boot and shutdown lie between milestones; the time
 * between them is taken apart by what was going on: a step in which a disk was used counts as disk,
 * one in which the console was, as console, any other as idle. Steps are 10 ms for runs of up to a
 * minute, longer for longer ones.
 *
 * @param counts calls by phase and row of the table
 * @param stepNanos how finely the run was taken apart
 */
public record PhaseTally(Map<Phase, List<Long>> counts, long stepNanos) {
    private static final int STEPS = 6_000;
    private static final List<String> DISK =
            List.of("pread64", "pwrite64", "fdatasync", "fallocate");
    private static final List<String> CONSOLE = List.of("read", "write");

    /** What was going on. There is no network call among the twelve yet. */
    public enum Phase {
        BOOT,
        IDLE,
        CONSOLE,
        DISK,
        SHUTDOWN
    }

    public PhaseTally {
        counts = Map.copyOf(counts);
    }

    /** Takes a run apart. */
    public static PhaseTally of(RunHistory run) {
        HostCallHistory calls = run.calls();
        long bootEnd = when(run, Milestone.CONSOLE_READ, when(run, Milestone.INIT, Long.MAX_VALUE));
        long haltAt = when(run, Milestone.HALT, Long.MAX_VALUE);
        CallSeries series = calls.series(0, calls.endNanos() + 1, STEPS);
        Map<Phase, long[]> sums = new EnumMap<>(Phase.class);
        for (int step = 0; step < series.steps(); step++) {
            long at = series.fromNanos() + step * series.stepNanos();
            Phase phase =
                    at + series.stepNanos() > haltAt
                            ? Phase.SHUTDOWN
                            : at <= bootEnd ? Phase.BOOT : inBetween(series, step);
            long[] sum = sums.computeIfAbsent(phase, key -> new long[TheTwelve.list().size()]);
            for (int row = 0; row < sum.length; row++) {
                sum[row] += series.count(row, step);
            }
        }
        Map<Phase, List<Long>> counts = new EnumMap<>(Phase.class);
        sums.forEach((phase, sum) -> counts.put(phase, boxed(sum)));
        return new PhaseTally(counts, series.stepNanos());
    }

    private static List<Long> boxed(long[] sum) {
        return java.util.Arrays.stream(sum).boxed().toList();
    }

    private static long when(RunHistory run, Milestone milestone, long otherwise) {
        return run.marks().list().stream()
                .filter(mark -> mark.kind() == Mark.Kind.MILESTONE)
                .filter(mark -> mark.text().equals(milestone.label()))
                .mapToLong(Mark::atNanos)
                .findFirst()
                .orElse(otherwise);
    }

    private static Phase inBetween(CallSeries series, int step) {
        if (made(series, step, DISK)) {
            return Phase.DISK;
        }
        return made(series, step, CONSOLE) ? Phase.CONSOLE : Phase.IDLE;
    }

    private static boolean made(CallSeries series, int step, List<String> names) {
        return TheTwelve.list().stream()
                .filter(call -> names.contains(call.name()))
                .anyMatch(call -> series.count(call.row(), step) > 0);
    }

    /** The calls that a phase needed, in the order of the table. */
    public List<HostCall> used(Phase phase) {
        List<Long> sum =
                counts.getOrDefault(phase, Collections.nCopies(TheTwelve.list().size(), 0L));
        return TheTwelve.list().stream().filter(call -> sum.get(call.row()) > 0).toList();
    }
}
