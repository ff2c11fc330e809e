// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.Batches;
import org.dozen.engine.trace.Batches.Entry;
import org.junit.jupiter.api.Test;

import java.util.List;

class AuditLogTest {
    private static final HostCall PREAD = TheTwelve.named("pread64");
    private static final List<Long> AT_4K = List.of(4L, 0x1000L, 4096L, 4096L, 0L, 0L);
    private static final long DIGEST_4K = 4 | 8L << 8 | 8L << 24;

    private final AuditLog log = new AuditLog();

    @Test
    void theSameCallsOnBothSidesAgree() {
        log.kernel(PREAD, AT_4K);
        log.records(machine(2, DIGEST_4K));
        AuditReport report = log.report(counts(2, 1), true);
        assertThat(report.difference()).isEmpty();
        assertThat(report.compared()).isOne();
        assertThat(report.testimony().verdict()).isEqualTo(Testimony.Verdict.CONFIRMS);
    }

    @Test
    void anotherPlaceOnTheDiskIsADifference() {
        log.kernel(PREAD, AT_4K);
        log.records(machine(2, DIGEST_4K + (1L << 24)));
        AuditReport report = log.report(counts(2, 1), false);
        assertThat(report.testimony().verdict()).isEqualTo(Testimony.Verdict.CONTRADICTS);
        assertThat(report.testimony().sentence())
                .contains("pread64(disk0, 4096 @ 0x1000)", "pread64(disk0, 4096 @ 0x1200)");
    }

    @Test
    void inventedCallsAreNamed() {
        log.kernel(PREAD, AT_4K);
        log.records(machine(2, DIGEST_4K));
        log.records(machine(0, 0));
        Testimony testimony = log.report(counts(0, 1), true).testimony();
        assertThat(testimony.verdict()).isEqualTo(Testimony.Verdict.CONTRADICTS);
        assertThat(testimony.sentence()).contains("1 x read", "never saw");
    }

    @Test
    void hiddenCallsAreNamed() {
        log.kernel(PREAD, AT_4K);
        Testimony testimony = log.report(counts(2, 0), true).testimony();
        assertThat(testimony.verdict()).isEqualTo(Testimony.Verdict.CONTRADICTS);
        assertThat(testimony.sentence()).contains("does not report");
    }

    private static org.dozen.engine.trace.HostCallBatch machine(int row, long digest) {
        return Batches.of(List.of(new Entry(1, 1, row, 0, -1, digest)));
    }

    private static long[] counts(int row, long count) {
        long[] counts = new long[12];
        counts[row] = count;
        return counts;
    }
}
