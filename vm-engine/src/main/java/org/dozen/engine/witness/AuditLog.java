// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.ArgumentDigest;
import org.dozen.engine.trace.HostCallBatch;
import org.dozen.engine.trace.HostCallTap;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The fourth witness: takes the host kernel's list of calls on one side and the machine's on the
 * other, and compares them call by call while they come. Holds what one side is ahead of the other,
 * up to a million calls; counts go on beyond. Thread-safe.
 */
public final class AuditLog implements HostCallTap {
    private static final int MOST_AHEAD = 1_000_000;

    private final long[] kernelCounts = new long[TheTwelve.list().size()];
    private final Deque<Call> kernel = new ArrayDeque<>();
    private final Deque<Call> machine = new ArrayDeque<>();
    private long compared;
    private Optional<String> difference = Optional.empty();

    /** A call on either side: its row, and of its arguments what both sides can know. */
    private record Call(int row, long digest) {
        String words() {
            HostCall call = TheTwelve.ofRow(row);
            return call.name() + "(" + ArgumentDigest.words(call, digest) + ")";
        }

        boolean same(Call other) {
            long mask = mask(TheTwelve.ofRow(row).name());
            return row == other.row && (digest & mask) == (other.digest & mask);
        }
    }

    /** Takes a call from the host kernel's list. */
    public synchronized void kernel(HostCall call, List<Long> arguments) {
        kernelCounts[call.row()]++;
        put(kernel, new Call(call.row(), digest(call.name(), arguments)));
        compare();
    }

    /** Takes calls from the machine's list. */
    @Override
    public synchronized void records(HostCallBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            put(machine, new Call(batch.row(i), batch.argument(i)));
        }
        compare();
    }

    private void put(Deque<Call> side, Call call) {
        if (difference.isEmpty() && side.size() < MOST_AHEAD) {
            side.addLast(call);
        } else if (difference.isEmpty()) {
            difference = Optional.of("One list is a million calls longer than the other.");
        }
    }

    private void compare() {
        while (difference.isEmpty() && !kernel.isEmpty() && !machine.isEmpty()) {
            Call real = kernel.removeFirst();
            Call said = machine.removeFirst();
            if (real.same(said)) {
                compared++;
            } else {
                difference =
                        Optional.of(
                                "Call "
                                        + (compared + 1)
                                        + ": the host kernel saw "
                                        + real.words()
                                        + ", the machine reports "
                                        + said.words()
                                        + ".");
            }
        }
        if (difference.isPresent()) {
            kernel.clear();
            machine.clear();
        }
    }

    /**
     * What both sides say so far.
     *
     * @param reported the machine's counters, by row
     * @param over nothing more will come
     */
    public synchronized AuditReport report(long[] reported, boolean over) {
        List<AuditReport.Row> rows =
                TheTwelve.list().stream()
                        .map(call ->
                                new AuditReport.Row(
                                        call, kernelCounts[call.row()], reported[call.row()]))
                        .toList();
        Optional<String> found = difference;
        if (over && found.isEmpty() && !machine.isEmpty()) {
            found =
                    Optional.of(
                            "The machine reports "
                                    + machine.getFirst().words()
                                    + " and "
                                    + (machine.size() - 1)
                                    + " more that the host kernel never saw.");
        } else if (over && found.isEmpty() && !kernel.isEmpty()) {
            found =
                    Optional.of(
                            "The host kernel saw "
                                    + kernel.getFirst().words()
                                    + " and "
                                    + (kernel.size() - 1)
                                    + " more that the machine does not report.");
        }
        return new AuditReport(rows, compared, found, over, Instant.now());
    }

    /** The digest of a call from its arguments, as native/abi/dozen_abi.h lays it out. */
    static long digest(String name, List<Long> arguments) {
        long first = arguments.get(0) & 0xff;
        return switch (name) {
            case "read", "write" -> first | (arguments.get(2) & 0xffff_ffffL) << 8;
            case "pread64", "pwrite64" -> first | extent(arguments.get(2), arguments.get(3));
            case "fallocate" -> first | extent(arguments.get(3), arguments.get(2));
            case "ppoll" -> arguments.get(1) & 0xff;
            case "mprotect", "madvise" ->
                    (arguments.get(2) & 0xff) | ((arguments.get(1) / 4096) & 0xff_ffff) << 8;
            default -> first;
        };
    }

    private static long extent(long length, long offset) {
        return ((length / 512) & 0xffff) << 8 | (offset / 512) << 24;
    }

    /** The bits of a digest that register arguments tell: times lie in memory. */
    private static long mask(String name) {
        return switch (name) {
            case "ppoll", "timer_settime" -> 0xff;
            case "mprotect", "madvise" -> 0xffff_ffffL;
            default -> -1;
        };
    }
}
