// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all four witnesses say of one run.
 *
 * @param testimonies one each, in the order of {@link Witness}
 */
public record WitnessBoard(List<Testimony> testimonies) {
    public WitnessBoard {
        testimonies = List.copyOf(testimonies);
    }

    /**
     * A board from what was found.
     *
     * @param countsSentence what the second witness says, for people
     */
    public static WitnessBoard of(
            SealReport seal,
            WitnessReport counts,
            String countsSentence,
            Optional<SampleReport> sample,
            Optional<AuditReport> audit) {
        List<Testimony> all = new ArrayList<>();
        all.add(seal(seal));
        all.add(
                new Testimony(
                        Witness.COUNTS,
                        switch (counts.verdict()) {
                            case UNKNOWN -> Testimony.Verdict.NOT_ASKED;
                            case AGREE -> Testimony.Verdict.CONFIRMS;
                            case DIFFER -> Testimony.Verdict.CONTRADICTS;
                        },
                        countsSentence,
                        counts.checked()));
        all.add(
                sample.map(SampleReport::testimony)
                        .orElseGet(
                                () -> notAsked(Witness.SAMPLE, "No calls have been watched yet.")));
        all.add(
                audit.map(AuditReport::testimony)
                        .orElseGet(() -> notAsked(Witness.AUDIT, "This is not an audit run.")));
        return new WitnessBoard(all);
    }

    /** Before the first run. */
    public static WitnessBoard empty() {
        return of(
                SealReport.notYet(),
                WitnessReport.unknown(),
                "The counts have not been compared yet.",
                Optional.empty(),
                Optional.empty());
    }

    private static Testimony notAsked(Witness witness, String sentence) {
        return new Testimony(
                witness, Testimony.Verdict.NOT_ASKED, sentence, java.time.Instant.EPOCH);
    }

    private static Testimony seal(SealReport seal) {
        Testimony.Verdict verdict =
                switch (seal.state()) {
                    case NOT_YET -> Testimony.Verdict.NOT_ASKED;
                    case SEALED -> Testimony.Verdict.CONFIRMS;
                    case BROKEN -> Testimony.Verdict.CONTRADICTS;
                };
        String filters = seal.filters() < 0 ? "" : ", filters: " + seal.filters();
        String facts =
                "Seccomp: "
                        + seal.seccompMode()
                        + filters
                        + ", NoNewPrivs: "
                        + (seal.noNewPrivileges() ? 1 : 0);
        String sentence =
                switch (seal.state()) {
                    case NOT_YET -> "The machine has not reached its seal.";
                    case SEALED ->
                            "The host kernel confirms the filter, and that the process can never"
                                    + " gain privileges ("
                                    + facts
                                    + ").";
                    case BROKEN ->
                            "The machine says that it is sealed, and the host kernel says that it"
                                    + " is not ("
                                    + facts
                                    + ").";
                };
        return new Testimony(Witness.SEAL, verdict, sentence, seal.checked());
    }

    /** What one of them says. */
    public Testimony of(Witness witness) {
        return testimonies.stream()
                .filter(each -> each.witness() == witness)
                .findFirst()
                .orElseThrow();
    }

    /** Whether any of them contradicts the machine. */
    public boolean contradicted() {
        return testimonies.stream()
                .anyMatch(each -> each.verdict() == Testimony.Verdict.CONTRADICTS);
    }

    /**
     * All in one line, for people: {@code reported by the machine; verified by the host kernel:
     * seal, counts}.
     */
    public String summary() {
        if (contradicted()) {
            return testimonies.stream()
                    .filter(each -> each.verdict() == Testimony.Verdict.CONTRADICTS)
                    .map(each -> each.witness().label())
                    .collect(
                            Collectors.joining(
                                    ", ", "the machine's report is contradicted by: ", ""));
        }
        String verified =
                testimonies.stream()
                        .filter(each -> each.verdict() == Testimony.Verdict.CONFIRMS)
                        .map(each -> each.witness().label())
                        .collect(Collectors.joining(", "));
        return verified.isEmpty()
                ? "reported by the machine, not verified"
                : "reported by the machine; verified by the host kernel: " + verified;
    }
}
