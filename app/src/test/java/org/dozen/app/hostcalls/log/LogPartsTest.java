// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.trace.HostCallFilter;
import org.dozen.engine.trace.HostCallRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** What the log is made of, each by itself. */
final class LogPartsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSlowMachineLosesNoLine() {
        LineBudget budget = new LineBudget(10_000);
        long taken = 0;
        for (int i = 0; i < 1000; i++) {
            assertThat(budget.stride(i * SECOND / 1000, 9)).isOne();
            taken += 9;
        }
        assertThat(taken).isEqualTo(9_000);
    }

    @Test
    void aFastMachineIsThinnedOutEvenlyToTheBudget() {
        LineBudget budget = new LineBudget(10_000);
        long taken = 0;
        for (int i = 0; i < 1000; i++) { // a million a second, in batches of a thousand
            int stride = budget.stride(i * SECOND / 1000, 1000);
            taken += stride > 1000 ? 0 : (1000 + stride - 1) / stride;
        }
        assertThat(taken).isBetween(9_000L, 12_500L);
    }

    @Test
    void aBudgetThatIsSpentGivesNothing() {
        LineBudget budget = new LineBudget(10);
        assertThat(budget.stride(0, 2)).isOne();
        assertThat(budget.stride(0, 5)).isGreaterThan(5);
        assertThat(budget.stride(SECOND, 0)).isOne();
    }

    @Test
    void aScreenThatCannotKeepUpIsGivenLessAndThenMoreAgain() {
        Pace pace = new Pace(10_000);
        assertThat(pace.next(10, 100)).isEqualTo(10_000);
        assertThat(pace.next(50, 100)).isEqualTo(5_000);
        assertThat(pace.next(30, 100)).isEqualTo(5_000);
        for (int i = 0; i < 20; i++) {
            pace.next(90, 100);
        }
        assertThat(pace.next(90, 100)).isEqualTo(Pace.LEAST);
        for (int i = 0; i < 40; i++) {
            pace.next(1, 100);
        }
        assertThat(pace.next(1, 100)).isEqualTo(10_000);
    }

    @Test
    void theNewestAreKeptInOrder() {
        Ring<Integer> ring = new Ring<>(3);
        List<Boolean> dropped = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            dropped.add(ring.add(i));
        }
        assertThat(dropped).containsExactly(false, false, false, true, true);
        assertThat(List.of(ring.get(0), ring.get(1), ring.get(2))).containsExactly(2, 3, 4);
        assertThat(ring.added()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call=pread64",
                "call=read",
                "fd=disk0",
                "fd=1",
                "result=error",
                "result=success",
                "time>10us",
                "time<10us",
                "disk0",
                "call=pread64 time>1us 0x1c000",
                "nothing of the kind"
            })
    void theQuickTestSaysWhatTheFilterSays(String words) {
        HostCallFilter filter = HostCallFilter.parse(words);
        QuickTest quick = new QuickTest(filter);
        for (HostCallRecord record :
                List.of(
                        Records.diskRead(0, 4096, 11_000),
                        Records.diskRead(0, -5, 2_000),
                        Records.pause(0))) {
            assertThat(quick.test(record)).isEqualTo(filter.test(record));
            boolean parts =
                    quick.test(
                            record.call().row(),
                            record.argument(),
                            record.result(),
                            record.durationNanos());
            assertThat(parts).isEqualTo(filter.withText("").test(record));
        }
    }

    @Test
    void aTextIsLookedForInTheCauseToo() {
        QuickTest test = new QuickTest(HostCallFilter.parse("process 35"));
        assertThat(test.test(Records.diskRead(0, 1, 1))).isTrue();
        assertThat(test.test(Records.pause(0))).isFalse();
    }

    @Test
    void aMenuChangesOnePartOfTheWords() {
        assertThat(FilterWords.with("fd=disk0 hello", "call=", "pread64"))
                .isEqualTo("call=pread64 fd=disk0 hello");
        assertThat(FilterWords.with("call=read hello", "call=", "pread64"))
                .isEqualTo("call=pread64 hello");
        assertThat(FilterWords.with("call=read hello", "call=", "")).isEqualTo("hello");
        assertThat(FilterWords.value("hello time>1ms", "time>")).isEqualTo("1ms");
        assertThat(FilterWords.value("hello", "time>")).isEmpty();
    }

    @Test
    void theStatusSaysWhichPartIsShown() {
        assertThat(status(1, false, false).sampling()).isEqualTo("every call shown");
        assertThat(status(40.2, false, false).sampling()).isEqualTo("1 of 40 calls shown");
        assertThat(status(1.25, false, false).sampling()).isEqualTo("8 of 10 calls shown");
        assertThat(status(40, true, false).sampling())
                .isEqualTo("1 of 40 calls shown of those that match");
        assertThat(status(40, true, true).sampling()).isEqualTo("text looked for in 1 of 40 calls");
        assertThat(status(40, false, false).incomplete()).isTrue();
        assertThat(status(1, false, false).incomplete()).isFalse();
    }

    @Test
    void theStatusOfASpanCountsItsCalls() {
        LogStatus status = new LogStatus(40, false, false, true, 120, 48_200, 0, false, 0);
        assertThat(status.sampling()).isEqualTo("120 of 48\u00a0200 calls of this span");
        assertThat(status.incomplete()).isTrue();
    }

    @Test
    void samplingIsMeasuredOverTheLastTime() {
        Sampling sampling = new Sampling();
        sampling.frame(SECOND, new LogTap.Count(100, 100, 100));
        assertThat(sampling.oneOf()).isEqualTo(1);
        sampling.frame(2 * SECOND, new LogTap.Count(4100, 4100, 200));
        assertThat(sampling.oneOf()).isEqualTo(40);
        sampling.frame(3 * SECOND, new LogTap.Count(4100, 4100, 200));
        assertThat(sampling.oneOf()).isEqualTo(40);
    }

    private static LogStatus status(double oneOf, boolean filtered, boolean searched) {
        return new LogStatus(oneOf, filtered, searched, false, 10, 0, 0, false, 0);
    }
}
