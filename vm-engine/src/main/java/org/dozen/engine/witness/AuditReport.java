// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import org.dozen.engine.hostcall.HostCall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An audit run: the host kernel's own list of calls beside the machine's.
 *
 * @param rows the twelve, in the order of the table
 * @param compared calls that were compared one by one, in their order
 * @param difference the first place where the lists differ, for people
 * @param over the run has ended and both lists are complete
 * @param when it was made
 */
public record AuditReport(
        List<Row> rows, long compared, Optional<String> difference, boolean over, Instant when) {
    public AuditReport {
        rows = List.copyOf(rows);
    }

    /**
     * One of the twelve.
     *
     * @param call which
     * @param kernel how often, by the host kernel
     * @param reported how often, by the machine
     */
    public record Row(HostCall call, long kernel, long reported) {}

    /** Calls in the host kernel's list. */
    public long kernelTotal() {
        return rows.stream().mapToLong(Row::kernel).sum();
    }

    /** What the witness says. */
    public Testimony testimony() {
        Optional<Row> wrong =
                rows.stream().filter(row -> row.kernel() != row.reported()).findFirst();
        if (difference.isPresent() || (over && wrong.isPresent())) {
            String counts =
                    wrong.map(row ->
                                    " The machine reports "
                                            + row.reported()
                                            + " x "
                                            + row.call().name()
                                            + ", the host kernel listed "
                                            + row.kernel()
                                            + ".")
                            .orElse("");
            String first = difference.map(words -> " " + words).orElse("");
            return new Testimony(
                    Witness.AUDIT,
                    Testimony.Verdict.CONTRADICTS,
                    "The audit found another list of calls than the machine reports."
                            + counts
                            + first,
                    when);
        }
        return new Testimony(
                Witness.AUDIT,
                Testimony.Verdict.CONFIRMS,
                "In an audit run the host kernel listed "
                        + kernelTotal()
                        + " calls"
                        + (over ? "" : " so far")
                        + "; "
                        + compared
                        + " were compared one by one with the machine's report and are the same.",
                when);
    }
}
