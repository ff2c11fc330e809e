// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.witness;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.Testimony;
import org.dozen.engine.witness.Witness;
import org.dozen.engine.witness.WitnessBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

final class WitnessViewModelTest {
    private final Asked asked = new Asked();
    private final WitnessViewModel model = new WitnessViewModel(asked, Runnable::run);

    /** What would be asked of a machine, answered by the test. */
    private static final class Asked implements WitnessSource {
        private WitnessReport.Verdict counts = WitnessReport.Verdict.AGREE;
        private boolean active = true;
        private Optional<SampleReport> sample = Optional.empty();
        private Optional<AuditReport> audit = Optional.empty();
        private CompletableFuture<SampleReport> sampling = new CompletableFuture<>();
        private CompletableFuture<AuditReport> auditing = new CompletableFuture<>();
        private final List<String> commands = new ArrayList<>();

        @Override
        public WitnessBoard board() {
            return WitnessBoard.of(
                    new SealReport(SealReport.State.SEALED, 2, 1, true, Instant.EPOCH),
                    new WitnessReport(counts, 1, 1, 1, 1, Instant.EPOCH),
                    counts == WitnessReport.Verdict.DIFFER
                            ? "The report holds 100000 that were never made."
                            : "They are the same.",
                    sample,
                    audit);
        }

        @Override
        public boolean active() {
            return active;
        }

        @Override
        public CompletableFuture<SampleReport> sample(int calls, Duration atMost) {
            return sampling;
        }

        @Override
        public Optional<AuditReport> audit() {
            return audit;
        }

        @Override
        public CompletableFuture<AuditReport> auditRun(String command) {
            commands.add(command);
            return auditing;
        }
    }

    @Test
    void whatIsVerifiedIsNamedAndWhatIsOnlyReportedToo() {
        model.frame();
        assertThat(model.headline())
                .isEqualTo("Reported by the machine. Verified by the host kernel: seal, counts.");
        assertThat(model.testimonies()).hasSize(4);
        assertThat(model.contradicted()).isFalse();
        assertThat(model.accusation()).isEmpty();
    }

    @Test
    void aForgedReportIsCalledWhatItIs() {
        asked.counts = WitnessReport.Verdict.DIFFER;
        model.frame();
        assertThat(model.headline()).contains("NOT true").contains("counts");
        assertThat(model.accusation()).contains("not true").contains("100000");
    }

    @Test
    void aThousandCallsAreWatchedOnceAtATime() {
        model.frame();
        assertThat(model.canSample()).isTrue();
        model.sample();
        assertThat(model.sampling()).isTrue();
        assertThat(model.canSample()).isFalse();
        asked.sample = Optional.of(watched());
        asked.sampling.complete(watched());
        model.frame();
        assertThat(model.sampling()).isFalse();
        assertThat(model.headline()).contains("seal, counts, calls watched");
    }

    @Test
    void aMachineThatDoesNotRunCannotBeWatched() {
        asked.active = false;
        model.frame();
        model.sample();
        assertThat(model.sampling()).isFalse();
    }

    @Test
    void aQuestionThatFailsSaysWhy() {
        model.frame();
        model.sample();
        asked.sampling.completeExceptionally(new IllegalStateException("it does not run"));
        assertThat(model.trouble()).contains("it does not run");
        model.audit("ls");
        asked.auditing.completeExceptionally(
                new MachineFailure(MachineFailure.Reason.START, "The image is in use."));
        assertThat(model.trouble()).isEqualTo("The image is in use.");
        assertThat(model.auditing()).isFalse();
    }

    @Test
    void anAuditRunGivesTwoListsSideBySide() {
        model.frame();
        model.audit("  ls / ");
        model.audit("a second one while the first runs");
        assertThat(asked.commands).containsExactly("ls /");
        AuditReport report = audited(5, 7, Optional.of("Call 3: they differ."));
        asked.auditing.complete(report);
        model.frame();
        assertThat(model.lists()).contains(report);
        Testimony audit =
                model.testimonies().stream()
                        .filter(each -> each.witness() == Witness.AUDIT)
                        .findFirst()
                        .orElseThrow();
        assertThat(audit.verdict()).isEqualTo(Testimony.Verdict.CONTRADICTS);
        assertThat(model.contradicted())
                .as("the other machine's lie is not held against this one")
                .isFalse();
        assertThat(model.headline()).doesNotContain("NOT true");
    }

    @Test
    void aRunThatIsAnAuditItselfShowsItsOwnLists() {
        model.frame();
        model.audit("ls");
        asked.auditing.complete(audited(1, 1, Optional.empty()));
        asked.audit = Optional.of(audited(9, 9, Optional.empty()));
        model.frame();
        assertThat(model.lists()).isEqualTo(asked.audit);
        assertThat(model.headline()).contains("audit run");
    }

    @Test
    void nothingIsShownAnewWhenNothingHasChanged() {
        asked.audit = Optional.of(audited(9, 9, Optional.empty()));
        model.frame();
        long version = model.version();
        asked.audit = Optional.of(audited(9, 9, Optional.empty()));
        model.frame();
        assertThat(model.version()).isEqualTo(version);
    }

    private static SampleReport watched() {
        return new SampleReport(
                1000,
                1000,
                0,
                0,
                Collections.nCopies(12, 1),
                List.of(),
                Duration.ofMillis(50),
                Instant.EPOCH,
                "");
    }

    private static AuditReport audited(long kernel, long reported, Optional<String> difference) {
        return new AuditReport(
                TheTwelve.list().stream()
                        .map(call -> new AuditReport.Row(call, kernel, reported))
                        .toList(),
                12,
                difference,
                true,
                Instant.EPOCH);
    }
}
