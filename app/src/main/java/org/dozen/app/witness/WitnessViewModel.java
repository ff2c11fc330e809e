// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.witness;

import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.Testimony;
import org.dozen.engine.witness.Witness;
import org.dozen.engine.witness.WitnessBoard;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The four witnesses of one machine in words, and the two that are asked on demand. */
public final class WitnessViewModel {
    static final int SAMPLE = 1000;

    /** An idle machine makes few calls: then less than a thousand are watched. */
    private static final Duration SAMPLE_PATIENCE = Duration.ofSeconds(5);

    private final WitnessSource source;
    private final Executor screen;
    private WitnessBoard board = WitnessBoard.empty();
    private Optional<AuditReport> ownAudit = Optional.empty();
    private Optional<AuditReport> auditRun = Optional.empty();
    private boolean active;
    private boolean sampling;
    private boolean auditing;
    private String trouble = "";
    private long version;

    /**
     * A model.
     *
     * @param screen runs what changes it, on the thread that reads it
     */
    public WitnessViewModel(WitnessSource source, Executor screen) {
        this.source = source;
        this.screen = screen;
    }

    /** Asks what there is to say now; cheap, at most once per frame. */
    public void frame() {
        WitnessBoard now = source.board();
        Optional<AuditReport> audit = source.audit();
        boolean runs = source.active();
        if (!now.equals(board) || !sameLists(audit, ownAudit) || runs != active) {
            board = now;
            ownAudit = audit;
            active = runs;
            version++;
        }
    }

    /** A report is made anew for every question; only its numbers count. */
    private static boolean sameLists(Optional<AuditReport> one, Optional<AuditReport> other) {
        return one.map(AuditReport::rows).equals(other.map(AuditReport::rows))
                && one.map(AuditReport::over).equals(other.map(AuditReport::over));
    }

    /** Rises whenever something is to be shown anew. */
    public long version() {
        return version;
    }

    /** What each says, in the order of {@link Witness}; an audit run of our own counts. */
    public List<Testimony> testimonies() {
        List<Testimony> all = new ArrayList<>(board.testimonies());
        auditRun.filter(report -> ownAudit.isEmpty())
                .ifPresent(report ->
                        all.replaceAll(each ->
                                each.witness() == Witness.AUDIT ? report.testimony() : each));
        return List.copyOf(all);
    }

    /** Whether a witness contradicts this machine's own report. */
    public boolean contradicted() {
        return board.contradicted();
    }

    /** All in one sentence. */
    public String headline() {
        if (board.contradicted()) {
            return Text.of("witness.contradicted", names(Testimony.Verdict.CONTRADICTS));
        }
        String verified = names(Testimony.Verdict.CONFIRMS);
        return verified.isEmpty()
                ? Text.of("witness.unverified")
                : Text.of("witness.verified", verified);
    }

    /** What the contradicting witnesses say, for a notice; empty if none does. */
    public String accusation() {
        return board.testimonies().stream()
                .filter(each -> each.verdict() == Testimony.Verdict.CONTRADICTS)
                .map(each -> Text.of("witness.accusation", each.sentence()))
                .findFirst()
                .orElse("");
    }

    private String names(Testimony.Verdict verdict) {
        List<String> names =
                testimonies().stream()
                        .filter(each -> each.verdict() == verdict)
                        .filter(each ->
                                verdict != Testimony.Verdict.CONTRADICTS
                                        || each.witness() != Witness.AUDIT
                                        || ownAudit.isPresent())
                        .map(each -> name(each.witness()))
                        .toList();
        return String.join(", ", names);
    }

    private String name(Witness witness) {
        return switch (witness) {
            case SEAL -> Text.of("witness.name.seal");
            case COUNTS -> Text.of("witness.name.counts");
            case SAMPLE -> Text.of("witness.name.sample");
            case AUDIT -> Text.of("witness.name.audit");
        };
    }

    /** Whether calls can be watched now. */
    public boolean canSample() {
        return active && !sampling;
    }

    public boolean sampling() {
        return sampling;
    }

    /** Watches a thousand calls; what was seen is said by the third witness. */
    public void sample() {
        if (!canSample()) {
            return;
        }
        sampling = true;
        trouble = "";
        version++;
        CompletableFuture<?> _ =
                source.sample(SAMPLE, SAMPLE_PATIENCE)
                        .whenComplete((report, failure) ->
                                screen.execute(() -> {
                                    sampling = false;
                                    trouble = sentence(failure);
                                    version++;
                                }));
    }

    public boolean auditing() {
        return auditing;
    }

    /** Runs a command under audit, in a machine of its own. */
    public void audit(String command) {
        if (auditing || command.isBlank()) {
            return;
        }
        auditing = true;
        trouble = "";
        version++;
        CompletableFuture<?> _ =
                source.auditRun(command.strip())
                        .whenComplete((report, failure) ->
                                screen.execute(() -> {
                                    auditing = false;
                                    trouble = sentence(failure);
                                    if (report != null) {
                                        auditRun = Optional.of(report);
                                    }
                                    version++;
                                }));
    }

    /** What went wrong with the last question, as a sentence; empty if nothing did. */
    public String trouble() {
        return trouble;
    }

    private static String sentence(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause == null) {
            return "";
        }
        return cause instanceof EngineFailure told
                ? told.sentence()
                : Text.of("witness.trouble", String.valueOf(cause.getMessage()));
    }

    /** Both lists: of this run if it is an audit run, else of the last audit run from here. */
    public Optional<AuditReport> lists() {
        return ownAudit.or(() -> auditRun);
    }
}
