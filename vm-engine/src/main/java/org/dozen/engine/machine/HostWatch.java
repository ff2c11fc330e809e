// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.seal.CountComparison;
import org.dozen.engine.seal.ProcessFacts;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.SharedRegion;

import java.time.Duration;
import java.util.Optional;

/**
 * What the host kernel says about one run, asked now and then and a last time before the process is
 * reaped, so that it can be told afterwards. Written by the run's thread, read by any.
 */
final class HostWatch {
    private static final int READ = TheTwelve.named("read").row();
    private static final int WRITE = TheTwelve.named("write").row();
    private static final int READ_DISK = TheTwelve.named("pread64").row();
    private static final int WRITE_DISK = TheTwelve.named("pwrite64").row();

    private final ProcessFacts facts;
    private final SharedRegion region;
    private final Object looking = new Object();
    private volatile SealReport seal = SealReport.notYet();
    private final CountComparison counts = new CountComparison();
    private volatile WitnessReport witness = counts.report();
    private volatile String sentence = counts.sentence();
    private volatile Duration processorTime = Duration.ZERO;
    private volatile ProcessFacts.Resident resident = new ProcessFacts.Resident(0, 0);
    private volatile boolean over;

    HostWatch(int pid, SharedRegion region) {
        this.facts = new ProcessFacts(pid);
        this.region = region;
    }

    /** Asks about everything. */
    void look() {
        boolean claimed = region.state().sealed();
        facts.seal(claimed)
                .filter(report -> report.state() != SealReport.State.NOT_YET)
                .ifPresent(report -> seal = report);
        if (claimed) {
            ProcessFacts.Transfers before = reported();
            facts.transfers().ifPresent(kernel -> compare(before, kernel));
        }
        facts.resident().ifPresent(now -> resident = now);
        facts.processorTime().ifPresent(time -> processorTime = time);
    }

    private void compare(ProcessFacts.Transfers before, ProcessFacts.Transfers kernel) {
        witness = counts.look(before, kernel, reported());
        sentence = counts.sentence();
    }

    /** Asks about memory only: a machine may be over before its first full look. */
    void glance() {
        facts.resident().ifPresent(now -> resident = now);
    }

    private ProcessFacts.Transfers reported() {
        return new ProcessFacts.Transfers(
                region.hostCount(READ) + region.hostCount(READ_DISK),
                region.hostCount(WRITE) + region.hostCount(WRITE_DISK));
    }

    /** Looks a last time, before the process number may belong to another process. */
    void lookLast() {
        synchronized (looking) {
            look();
            over = true;
        }
    }

    SealReport seal() {
        return seal;
    }

    /** What the comparison of counts says, for people. */
    String countsSentence() {
        return sentence;
    }

    WitnessReport witness() {
        return witness;
    }

    Duration processorTime() {
        return now(facts::processorTime).orElse(processorTime);
    }

    ProcessFacts.Resident resident() {
        return now(facts::resident).orElse(resident);
    }

    private <T> Optional<T> now(java.util.function.Supplier<Optional<T>> question) {
        synchronized (looking) {
            return over ? Optional.empty() : question.get();
        }
    }
}
