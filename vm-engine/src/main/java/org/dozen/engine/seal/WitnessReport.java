// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.seal;

import java.time.Instant;

/**
 * The second witness: the host kernel's counts of read- and write-like calls of the machine's
 * process ({@code /proc/PID/io}) beside the machine's own.
 *
 * @param verdict whether they agree
 * @param reportedReads read and pread64, by the machine's report
 * @param kernelReads the same by the host kernel, with the few of starting the program
 * @param reportedWrites write and pwrite64, by the machine's report
 * @param kernelWrites the same by the host kernel
 * @param checked when both were read
 */
public record WitnessReport(
        Verdict verdict,
        long reportedReads,
        long kernelReads,
        long reportedWrites,
        long kernelWrites,
        Instant checked) {

    /** What the comparison says. */
    public enum Verdict {
        /** Not compared yet, or the host kernel does not keep these counts. */
        UNKNOWN,
        /** The counts agree, verified by the host kernel. */
        AGREE,
        /** They differ: the machine's report leaves calls out or invents some. */
        DIFFER
    }

    /** Before anything is known. */
    public static WitnessReport unknown() {
        return new WitnessReport(Verdict.UNKNOWN, 0, 0, 0, 0, Instant.EPOCH);
    }
}
