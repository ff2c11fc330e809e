// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.seal;

import org.dozen.engine.seal.ProcessFacts.Transfers;

import java.time.Instant;

/**
 * The host kernel's counts of reads and writes against the machine's, over a whole run. What the
 * kernel counted before the seal (starting the program) stays the difference of the two for ever,
 * give or take the one call under way. So every look narrows the range in which that difference
 * must lie; when nothing is left, the machine's report is wrong, by one call or by a million. Once
 * wrong, it stays wrong. Used by one thread at a time.
 */
public final class CountComparison {
    /** The host kernel reads the program's file for the process: twice, on Linux 6.18. */
    private static final long STARTING_READS = 8;

    /** Before its seal a machine writes only why it cannot start. */
    private static final long STARTING_WRITES = 0;

    private final Side reads = new Side("reads", STARTING_READS);
    private final Side writes = new Side("writes", STARTING_WRITES);
    private WitnessReport report = WitnessReport.unknown();
    private String sentence = "The counts have not been compared yet.";

    /**
     * Compares once more.
     *
     * @param before the machine's counts, read before the kernel's
     * @param kernel the host kernel's counts
     * @param after the machine's counts, read after the kernel's
     */
    public WitnessReport look(Transfers before, Transfers kernel, Transfers after) {
        boolean readsAgree = reads.look(before.reads(), kernel.reads(), after.reads());
        boolean writesAgree = writes.look(before.writes(), kernel.writes(), after.writes());
        boolean agree = readsAgree && writesAgree;
        report =
                new WitnessReport(
                        agree ? WitnessReport.Verdict.AGREE : WitnessReport.Verdict.DIFFER,
                        after.reads(),
                        kernel.reads(),
                        after.writes(),
                        kernel.writes(),
                        Instant.now());
        sentence =
                agree
                        ? agreement(kernel, after)
                        : !readsAgree ? reads.difference() : writes.difference();
        return report;
    }

    private String agreement(Transfers kernel, Transfers reported) {
        return "The host kernel counted "
                + kernel.reads()
                + " reads and "
                + kernel.writes()
                + " writes. The machine reports "
                + reported.reads()
                + " and "
                + reported.writes()
                + " since its seal; the rest is its start.";
    }

    /** The last comparison. */
    public WitnessReport report() {
        return report;
    }

    /** The last comparison for people. */
    public String sentence() {
        return sentence;
    }

    /** Reads, or writes. */
    private static final class Side {
        private final String what;
        private long least;
        private long most;
        private boolean wrong;
        private long reported;
        private long kernel;

        Side(String what, long starting) {
            this.what = what;
            this.most = starting;
        }

        /** Returns whether the machine may have told the truth so far. */
        boolean look(long before, long nowKernel, long after) {
            if (wrong) {
                return false;
            }
            reported = after;
            kernel = nowKernel;
            // A call is counted by the kernel first and by the machine when it is back.
            long low = Math.max(least, nowKernel - after - 1);
            long high = Math.min(most, nowKernel - before);
            wrong = low > high;
            if (!wrong) {
                least = low;
                most = high;
            }
            return !wrong;
        }

        String difference() {
            long invented = reported + least - kernel;
            String counts =
                    "The machine reports "
                            + reported
                            + " "
                            + what
                            + ", the host kernel counted "
                            + kernel
                            + ": ";
            return invented > 0
                    ? counts + "the report holds " + invented + " that were never made."
                    : counts
                            + "the report leaves out "
                            + Math.max(1, kernel - reported - most)
                            + " that were made.";
        }
    }
}
