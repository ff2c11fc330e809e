// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.hostcalls.chart.FakeRun;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.TimelineSource;
import org.dozen.app.hostcalls.log.LogTap;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class HostCallsViewModelTest {
    private static final long FRAME = 16_666_667L;

    private final Figures figures = new Figures();
    private final HostCallsViewModel model = new HostCallsViewModel(figures, new LogTap());
    private long now = 1;

    /** Figures as a run would give them, set by the test. */
    private static final class Figures implements RunSource {
        private final long[] counts = new long[12];
        private final List<RefusedCall> refused = new ArrayList<>();
        private SealReport.State seal = SealReport.State.SEALED;
        private WitnessReport.Verdict verdict = WitnessReport.Verdict.AGREE;
        private long lost;
        private boolean damaged;
        private long begin = 1;
        private long at = 1;
        private Optional<TimelineSource> history = Optional.empty();

        @Override
        public HostCallSnapshot hostCalls() {
            List<HostCallCount> rows = new ArrayList<>();
            for (int row = 0; row < counts.length; row++) {
                HostCall call =
                        new HostCall(
                                row,
                                row,
                                "call" + row,
                                List.of(),
                                "why",
                                "activity",
                                List.of("boot"));
                rows.add(new HostCallCount(call, counts[row], 0, 0, 0));
            }
            return new HostCallSnapshot(at, rows, refused, refused.size(), lost, damaged, 1000, 0);
        }

        @Override
        public SealReport seal() {
            return new SealReport(seal, 2, 1, true, Instant.EPOCH);
        }

        @Override
        public WitnessReport witness() {
            return new WitnessReport(verdict, 1, 2, 3, 4, Instant.EPOCH);
        }

        @Override
        public Optional<TimelineSource> history() {
            return history;
        }

        @Override
        public boolean active() {
            return true;
        }

        @Override
        public long beginNanos() {
            return begin;
        }
    }

    @Test
    void allTwelveAreAlwaysThere() {
        frames(1);
        assertThat(model.rows()).hasSize(12);
        assertThat(model.rows()).noneMatch(CallRow::used);
    }

    @Test
    void theMostFrequentRisesToTheTop() {
        figures.counts[7] = 100;
        figures.counts[3] = 50;
        frames(60);
        assertThat(model.ranked().get(0).call().row()).isEqualTo(7);
        assertThat(model.ranked().get(1).call().row()).isEqualTo(3);
        assertThat(model.rows().get(7).place()).isZero();
    }

    @Test
    void theTablesOrderStaysWhateverIsCounted() {
        model.setOrder(CallOrder.TABLE);
        figures.counts[7] = 100;
        frames(60);
        assertThat(model.ranked().get(7).call().row()).isEqualTo(7);
    }

    @Test
    void theLongestBarIsTheMostFrequentCall() {
        figures.counts[0] = 1000;
        figures.counts[1] = 10;
        model.setScale(BarScale.LINEAR);
        frames(120);
        assertThat(model.rows().get(0).bar()).isEqualTo(1);
        assertThat(model.rows().get(1).bar()).isBetween(0.009, 0.011);
        model.setScale(BarScale.LOGARITHMIC);
        frames(120);
        assertThat(model.rows().get(1).bar()).isBetween(0.3, 0.4);
    }

    @Test
    void theRateIsOfTheLastSecond() {
        for (int i = 0; i < 120; i++) {
            figures.counts[2] += 10;
            frames(1);
        }
        assertThat(model.rows().get(2).rate()).isBetween(560.0, 640.0);
        frames(90);
        assertThat(model.rows().get(2).rate()).isZero();
    }

    @Test
    void theFiguresOfAChosenSpanAreThoseOfItsTime() {
        FakeRun run =
                new FakeRun()
                        .call(FakeRun.SECOND, 2, 70)
                        .call(5 * FakeRun.SECOND, 3, 8)
                        .flow(0, "read", 3, 8)
                        .guest(0, "read", 800)
                        .until(10 * FakeRun.SECOND);
        figures.history = Optional.of(run);
        figures.counts[2] = 70;
        figures.counts[3] = 8;
        frames(2);
        assertThat(model.rows().get(2).count()).isEqualTo(70);
        model.timeline().choose(new RunSpan(4 * FakeRun.SECOND, 6 * FakeRun.SECOND));
        frames(60);
        assertThat(model.rows().get(2).count()).isZero();
        assertThat(model.rows().get(3).count()).isEqualTo(8);
        assertThat(model.rows().get(3).rate()).isEqualTo(4);
        assertThat(model.rows().get(3).trail(CallRow.TRAIL / 2)).isEqualTo(8);
        assertThat(model.state().hostCalls()).isEqualTo("8");
        assertThat(model.state().guestCalls()).isEqualTo("800");
        assertThat(model.state().ratio()).isEqualTo("100 : 1");
        assertThat(model.ranked().getFirst().call().row()).isEqualTo(3);
        model.timeline().chooseAll();
        frames(1);
        assertThat(model.rows().get(2).count()).isEqualTo(70);
        assertThat(model.state().hostCalls()).isEqualTo("78");
    }

    @Test
    void theBadgeCountsWhatIsUsedAndRefused() {
        figures.counts[1] = 5;
        figures.counts[4] = 5;
        frames(1);
        assertThat(model.state().badge()).isEqualTo("Sealed · 12 allowed · 2 used · 0 refused");
        assertThat(model.state().tone()).isEqualTo(PanelState.Tone.GOOD);
        figures.refused.add(refusal());
        frames(1);
        assertThat(model.state().badge()).endsWith("1 refused");
        assertThat(model.state().tone()).isEqualTo(PanelState.Tone.BAD);
        assertThat(model.refused()).hasSize(1);
    }

    @Test
    void aSealThatTheHostKernelDeniesIsBad() {
        figures.seal = SealReport.State.BROKEN;
        frames(1);
        assertThat(model.state().tone()).isEqualTo(PanelState.Tone.BAD);
    }

    @Test
    void lostRecordsAndDamageAreSaid() {
        frames(1);
        assertThat(model.state().notice()).isEmpty();
        figures.lost = 12;
        frames(1);
        assertThat(model.state().notice()).contains("12 records were lost");
        figures.damaged = true;
        frames(1);
        assertThat(model.state().notice()).contains("damaged");
        figures.verdict = WitnessReport.Verdict.DIFFER;
        frames(1);
        assertThat(model.state().notice()).contains("do not agree");
    }

    @Test
    void aForgedCountThatFallsOrExplodesDoesNoHarm() {
        figures.counts[0] = Long.MAX_VALUE;
        frames(5);
        figures.counts[0] = 3;
        frames(5);
        figures.counts[0] = -7;
        frames(5);
        assertThat(model.rows().get(0).bar()).isBetween(0.0, 1.0);
    }

    @Test
    void nothingIsToBeDrawnAgainWhenNothingHappens() {
        figures.counts[0] = 3;
        frames(300);
        long version = model.version();
        frames(1);
        assertThat(model.version() - version).isLessThanOrEqualTo(1);
    }

    @Test
    void aNewRunBeginsAtZero() {
        figures.counts[0] = 30;
        figures.refused.add(refusal());
        frames(30);
        figures.begin = now;
        figures.counts[0] = 0;
        figures.refused.clear();
        frames(2);
        assertThat(model.rows().get(0).used()).isFalse();
        assertThat(model.refused()).isEmpty();
    }

    @Test
    void fromAMarkOnOnlyWhatComesAfterItIsCounted() {
        figures.counts[0] = 100;
        figures.counts[1] = 7;
        frames(10);
        model.countFromNow();
        figures.counts[0] = 130;
        frames(60);
        assertThat(model.rows().get(0).count()).isEqualTo(30);
        assertThat(model.rows().get(0).share()).isEqualTo(1);
        assertThat(model.rows().get(1).used()).isFalse();
        assertThat(model.rows().get(1).ever()).isTrue();
        assertThat(model.rows().get(2).ever()).isFalse();
        assertThat(model.state().hostCalls()).isEqualTo("30");
        assertThat(model.state().glance()).isEqualTo("1 of 12 used in this part");
        assertThat(model.countedFrom()).isPresent();
        model.countAll();
        frames(1);
        assertThat(model.rows().get(0).count()).isEqualTo(130);
        assertThat(model.rows().get(1).count()).isEqualTo(7);
        assertThat(model.countedFrom()).isEmpty();
    }

    @Test
    void frozenNumbersStandStillWhileTheMachineGoesOn() {
        figures.counts[0] = 100;
        frames(60);
        model.setFrozen(true);
        figures.counts[0] = 500;
        figures.refused.add(refusal());
        frames(60);
        assertThat(model.rows().get(0).count()).isEqualTo(100);
        assertThat(model.state().hostCalls()).isEqualTo("100");
        assertThat(model.frozenAt()).isPresent();
        assertThat(model.refused()).as("a refusal is shown at once").hasSize(1);
        model.setFrozen(false);
        frames(1);
        assertThat(model.rows().get(0).count()).isEqualTo(500);
    }

    @Test
    void aMarkWhileFrozenCountsFromNow() {
        figures.counts[0] = 100;
        frames(10);
        model.setFrozen(true);
        figures.counts[0] = 150;
        frames(10);
        model.countFromNow();
        figures.counts[0] = 160;
        frames(10);
        assertThat(model.frozen()).isFalse();
        assertThat(model.rows().get(0).count()).isEqualTo(10);
    }

    @Test
    void aNewRunIsShownWholeAndMoving() {
        figures.counts[0] = 100;
        frames(10);
        model.countFromNow();
        model.setFrozen(true);
        figures.begin = now;
        figures.counts[0] = 3;
        frames(2);
        assertThat(model.frozen()).isFalse();
        assertThat(model.countedFrom()).isEmpty();
        assertThat(model.rows().get(0).count()).isEqualTo(3);
    }

    @Test
    void whatIsUsedNeverUsedAndRefusedIsSaidAtAGlance() {
        figures.counts[0] = 3;
        frames(1);
        assertThat(model.state().glance()).isEqualTo("1 used · 11 never used");
        figures.refused.add(refusal());
        frames(1);
        assertThat(model.state().glance()).isEqualTo("1 used · 11 never used · 1 refused");
    }

    @Test
    void asTextTheColumnsLineUpAndNothingIsLeftOut() {
        figures.counts[0] = 12_345;
        figures.counts[1] = 5;
        figures.refused.add(refusal());
        frames(60);
        List<String> lines = PanelText.of("starter", model).lines().toList();
        assertThat(lines.getFirst()).startsWith("starter: Sealed");
        List<String> rows =
                lines.stream().filter(line -> line.matches(" *\\d+  call\\d+ .*")).toList();
        assertThat(rows).hasSize(12);
        assertThat(rows.getFirst()).contains("call0").contains("12 345").contains("100 %");
        assertThat(rows.get(0).indexOf("12 345") + 6).isEqualTo(rows.get(1).indexOf(" 5 ") + 2);
        assertThat(lines).anyMatch(line -> line.startsWith("1 × socket(AF_INET) was refused"));
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            now += FRAME;
            figures.at = now;
            model.frame(now);
        }
    }

    private static RefusedCall refusal() {
        return new RefusedCall(
                41,
                "socket",
                "AF_INET",
                0x1000,
                7,
                "escape",
                "It meant no good.",
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
