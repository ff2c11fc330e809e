// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallSnapshot;

/**
 * What the panel says once, not per row.
 *
 * @param badge the seal in a few words
 * @param badgeShort the same for a narrow panel
 * @param badgeLong what was checked, by whom and when
 * @param tone how the badge is meant
 * @param guestCalls guest calls as written
 * @param hostCalls host calls as written
 * @param ratio guest calls per host call as written
 * @param glance how many of the twelve are used, never used, and kinds refused, in words
 * @param notice what is wrong with the report, empty if nothing is
 * @param refusedTotal all refused calls
 * @param refusedKinds kinds of refused calls
 * @param lost lost records
 * @param damaged the report contradicted itself
 * @param totals what the figures above the rows were made of
 */
public record PanelState(
        String badge,
        String badgeShort,
        String badgeLong,
        Tone tone,
        String guestCalls,
        String hostCalls,
        String ratio,
        String glance,
        String notice,
        long refusedTotal,
        int refusedKinds,
        long lost,
        boolean damaged,
        Totals totals) {

    /** How something is meant: its colour. */
    public enum Tone {
        NEUTRAL,
        GOOD,
        BAD
    }

    /** Before the first frame. */
    static PanelState before() {
        return new PanelState(
                Text.of("calls.badge.notYet"),
                Text.of("calls.badge.notYet"),
                Text.of("calls.badge.notYet.long"),
                Tone.NEUTRAL,
                "0",
                "0",
                "–",
                "",
                "",
                0,
                0,
                0,
                false,
                new Totals(0, 0, 0, 0));
    }

    /**
     * Of a moment.
     *
     * @param glance what is used and what is not, in words
     */
    static PanelState of(
            HostCallSnapshot snapshot,
            Totals totals,
            String glance,
            SealReport seal,
            WitnessReport witness) {
        return new PanelState(
                badge(snapshot, seal),
                badgeShort(snapshot, seal),
                badgeLong(seal),
                tone(snapshot, seal),
                Figures.count(totals.guestCalls()),
                Figures.count(totals.hostCalls()),
                Figures.ratio(totals.guestPart(), totals.hostPart()),
                glance,
                notice(snapshot, witness),
                snapshot.refusedTotal(),
                snapshot.refused().size(),
                snapshot.lost(),
                snapshot.damaged(),
                totals);
    }

    /** Whether a snapshot and its totals say nothing new beside the rows. */
    boolean covers(HostCallSnapshot snapshot, Totals now) {
        return snapshot.refusedTotal() == refusedTotal
                && snapshot.refused().size() == refusedKinds
                && snapshot.lost() == lost
                && snapshot.damaged() == damaged
                && now.equals(totals);
    }

    private static String badge(HostCallSnapshot snapshot, SealReport seal) {
        return switch (seal.state()) {
            case NOT_YET -> Text.of("calls.badge.notYet");
            case BROKEN -> Text.of("calls.badge.broken");
            case SEALED ->
                    Text.of(
                            "calls.badge.sealed",
                            snapshot.rows().size(),
                            snapshot.used(),
                            Figures.count(snapshot.refusedTotal()));
        };
    }

    private static String badgeShort(HostCallSnapshot snapshot, SealReport seal) {
        return seal.sealed()
                ? Text.of(
                        "calls.badge.sealed.short",
                        snapshot.used(),
                        Figures.count(snapshot.refusedTotal()))
                : badge(snapshot, seal);
    }

    private static String badgeLong(SealReport seal) {
        return switch (seal.state()) {
            case NOT_YET -> Text.of("calls.badge.notYet.long");
            case BROKEN -> Text.of("calls.badge.broken.long", seal.seccompMode());
            case SEALED -> Text.of("calls.badge.sealed.long", seal.seccompMode());
        };
    }

    private static Tone tone(HostCallSnapshot snapshot, SealReport seal) {
        return switch (seal.state()) {
            case NOT_YET -> Tone.NEUTRAL;
            case BROKEN -> Tone.BAD;
            case SEALED -> snapshot.refusedTotal() > 0 ? Tone.BAD : Tone.GOOD;
        };
    }

    private static String notice(HostCallSnapshot snapshot, WitnessReport witness) {
        if (witness.verdict() == WitnessReport.Verdict.DIFFER) {
            return Text.of(
                    "calls.notice.differ",
                    Figures.count(witness.reportedReads()),
                    Figures.count(witness.kernelReads()),
                    Figures.count(witness.reportedWrites()),
                    Figures.count(witness.kernelWrites()));
        }
        if (snapshot.damaged()) {
            return Text.of("calls.notice.damaged");
        }
        return snapshot.lost() > 0
                ? Text.count("calls.notice.lost.one", "calls.notice.lost", snapshot.lost())
                : "";
    }
}
