// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.machine.MachineMemory;
import org.dozen.engine.seal.SealReport;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.BootTimes;
import org.dozen.engine.trace.Milestone;
import org.dozen.engine.trace.TurnTimes;
import org.dozen.engine.witness.Testimony;
import org.dozen.engine.witness.Witness;
import org.dozen.engine.witness.WitnessBoard;

import java.time.Duration;
import java.util.Optional;

/**
 * The words of the status line.
 *
 * @param boot how long the boot took
 * @param cpu processor use
 * @param memory guest memory in use of all
 * @param resident memory of the process on the host
 * @param turns what forked processes cost by taking turns, where that is much; else empty
 * @param proof what the host kernel has verified, and what is only reported
 * @param tone how {@code proof} is meant
 */
public record MachineStatus(
        String boot,
        String cpu,
        String memory,
        String resident,
        String turns,
        String proof,
        Tone tone) {

    /** How a proof is meant: its colour. */
    public enum Tone {
        NEUTRAL,
        GOOD,
        BAD
    }

    static final MachineStatus EMPTY = new MachineStatus("", "", "", "", "", "", Tone.NEUTRAL);

    static String boot(BootTimes boot) {
        Optional<Duration> init = boot.to(Milestone.INIT);
        if (init.isEmpty()) {
            return Text.of("status.boot.underway");
        }
        String toInit = Figures.duration(init.get());
        return boot.to(Milestone.CONSOLE_READ)
                .map(prompt -> Text.of("status.boot.both", toInit, Figures.duration(prompt)))
                .orElseGet(() -> Text.of("status.boot.init", toInit));
    }

    static String memory(MachineMemory memory) {
        return memory.guestTotal() > 0
                ? Text.of(
                        "status.memory",
                        Figures.bytes(memory.guestUsed()),
                        Figures.bytes(memory.guestTotal()))
                : Text.of("status.memory.configured", Figures.bytes(memory.configured()));
    }

    static String resident(MachineMemory memory) {
        return memory.resident() > 0
                ? Text.of("status.resident", Figures.bytes(memory.resident()))
                : "";
    }

    /** Below this share of the time nobody need know. */
    private static final double MUCH = 0.05;

    /**
     * What forked processes cost.
     *
     * @param before turns some time ago
     * @param now turns now
     * @param elapsed the time between, in nanoseconds
     */
    static String turns(TurnTimes before, TurnTimes now, long elapsed) {
        double took = (double) now.total().minus(before.total()).toNanos();
        if (elapsed <= 0 || took < MUCH * elapsed) {
            return "";
        }
        long count = Math.max(1, now.count() - before.count());
        Duration each = Duration.ofNanos(Math.round(took / count));
        return Text.of(
                "status.turns",
                Figures.percent(Math.min(1, took / elapsed)),
                Figures.duration(each));
    }

    static String proof(SealReport seal, WitnessReport witness, WitnessBoard board, long refused) {
        if (seal.state() == SealReport.State.BROKEN) {
            return Text.of("status.proof.broken");
        }
        if (seal.state() == SealReport.State.NOT_YET) {
            return Text.of("status.proof.notYet");
        }
        if (board.contradicted() || witness.verdict() == WitnessReport.Verdict.DIFFER) {
            return Text.of("status.proof.differ");
        }
        if (refused > 0) {
            return Text.count("status.proof.refused.one", "status.proof.refused", refused);
        }
        if (witness.verdict() != WitnessReport.Verdict.AGREE) {
            return Text.of("status.proof.sealed");
        }
        String more =
                (confirms(board, Witness.SAMPLE) ? Text.of("status.proof.sample") : "")
                        + (confirms(board, Witness.AUDIT) ? Text.of("status.proof.audit") : "");
        return Text.of("status.proof.agree", more);
    }

    private static boolean confirms(WitnessBoard board, Witness witness) {
        return board.of(witness).verdict() == Testimony.Verdict.CONFIRMS;
    }

    static Tone tone(SealReport seal, WitnessReport witness, WitnessBoard board, long refused) {
        boolean bad =
                seal.state() == SealReport.State.BROKEN
                        || board.contradicted()
                        || witness.verdict() == WitnessReport.Verdict.DIFFER
                        || refused > 0;
        if (bad) {
            return Tone.BAD;
        }
        return seal.sealed() ? Tone.GOOD : Tone.NEUTRAL;
    }
}
