// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.trace.Batches;
import org.dozen.engine.trace.Batches.Entry;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CallFlowTest {
    private static final long ORIGIN = 5_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int READ = 0;
    private static final int GETDENTS64 = 217;

    private final HostCallHistory history = new HostCallHistory(ORIGIN);
    private final CallFlow flow = new CallFlow(history);

    @Test
    void hostCallsAreFoundUnderTheGuestCallThatLedToThem() {
        add(SECOND, entry(0, 2, 4096, READ), entry(10, 2, 512, GETDENTS64), entry(20, 6, 0, -1));
        flow.addGuestCalls(counts(READ, 70, GETDENTS64, 7), ORIGIN + SECOND);
        FlowMatrix matrix = flow.whole();
        assertThat(matrix.flows())
                .extracting(each -> each.guestName() + " > " + each.hostCall().name())
                .containsExactlyInAnyOrder(
                        "read > pread64", "getdents64 > pread64", "guest kernel > ppoll");
        assertThat(matrix.guestCalls())
                .extracting(FlowMatrix.GuestCall::name)
                .containsExactly("read", "getdents64");
        assertThat(matrix.guestCallTotal()).isEqualTo(77);
        assertThat(matrix.unknown()).isZero();
        assertThat(matrix.ratio()).isEqualTo(77.0 / 3);
        assertThat(flow.busiest()).isPresent();
    }

    @Test
    void aSpanHasOnlyWhatBeganInIt() {
        add(60 * SECOND, entry(0, 2, 1, READ), entry(30 * SECOND, 2, 1, READ));
        assertThat(flow.between(0, SECOND).hostCallTotal()).isOne();
        assertThat(flow.between(30 * SECOND, 31 * SECOND).hostCallTotal()).isOne();
        assertThat(flow.between(2 * SECOND, 29 * SECOND).hostCallTotal()).isZero();
        assertThat(flow.between(0, 60 * SECOND).hostCallTotal()).isEqualTo(2);
        assertThat(flow.between(0, SECOND).resolutionNanos()).isEqualTo(SECOND);
    }

    @Test
    void theLastMinuteIsKnownByTenthsOfASecond() {
        add(50 * SECOND, entry(49 * SECOND, 2, 1, READ), entry(49 * SECOND + SECOND / 2, 2, 1, 1));
        FlowMatrix matrix = flow.between(49 * SECOND, 49 * SECOND + SECOND / 5);
        assertThat(matrix.resolutionNanos()).isEqualTo(SECOND / 10);
        assertThat(matrix.flows()).hasSize(1);
    }

    @Test
    void guestCallsLieInTheTimeTheyWereCountedOver() {
        flow.addGuestCalls(counts(READ, 5, GETDENTS64, 0), ORIGIN + SECOND);
        flow.addGuestCalls(counts(READ, 12, GETDENTS64, 0), ORIGIN + SECOND + SECOND / 10);
        assertThat(flow.between(SECOND, SECOND + SECOND / 10).guestCallTotal()).isEqualTo(7);
        assertThat(flow.between(0, SECOND).guestCallTotal()).isEqualTo(5);
    }

    @Test
    void longAgoIsKnownByTenSeconds() {
        add(SECOND, entry(0, 2, 1, READ));
        add(3600 * SECOND, entry(3599 * SECOND, 2, 1, READ));
        FlowMatrix matrix = flow.between(0, SECOND);
        assertThat(matrix.resolutionNanos()).isEqualTo(10 * SECOND);
        assertThat(matrix.hostCallTotal()).isOne();
    }

    @Test
    void lostRecordsAreReportedAsOfUnknownCause() {
        add(SECOND, entry(0, 2, 1, READ));
        long[] counters = new long[CountLevel.CELLS];
        counters[2 * CountLevel.VALUES] = 11;
        history.settle(counters, true, true, ORIGIN + SECOND);
        assertThat(flow.whole().unknown()).isEqualTo(10);
    }

    @Test
    void everChangingPairsAreAddedUpUnderOther() {
        Random random = new Random(4);
        List<Entry> wild = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            wild.add(entry(i, random.nextInt(12), 1, random.nextInt(65_536) - 1));
        }
        history.add(Batches.of(wild), ORIGIN + SECOND);
        flow.add(Batches.of(wild), ORIGIN + SECOND);
        assertThat(flow.whole().hostCallTotal()).isEqualTo(4096);
        assertThat(flow.whole().flows().size()).isLessThan(300);
    }

    private void add(long now, Entry... entries) {
        history.add(Batches.of(List.of(entries)), ORIGIN + now);
        flow.add(Batches.of(List.of(entries)), ORIGIN + now);
    }

    private static Entry entry(long at, int row, int result, int guestCall) {
        return new Entry(ORIGIN + at, 100, row, result, guestCall, 0);
    }

    private static List<Long> counts(int first, long firstCount, int second, long secondCount) {
        List<Long> all = new ArrayList<>(Collections.nCopies(512, 0L));
        all.set(first, firstCount);
        all.set(second, secondCount);
        return all;
    }
}
