// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.Testimony.Verdict;
import org.dozen.engine.witness.Witness;
import org.dozen.engine.witness.WitnessBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real machines, and what the host kernel says of them. */
@Timeout(120)
class WitnessedMachineTest {
    private static final String WORK =
            "for i in 1 2 3 4 5 6 7 8; do ls -lR / > /dev/null; done; sync; sleep 2;"
                    + " cat /bin/busybox > /dev/null";

    @TempDir Path folder;
    private Boots boots;

    @BeforeEach
    void open() {
        boots = new Boots(folder);
    }

    @AfterEach
    void close() {
        boots.close();
    }

    @Test
    void sealAndCountsConfirmWhatAnHonestMachineReports() throws Exception {
        Machine machine = boots.machine(boots.settings(WORK));
        Boots.run(machine);
        WitnessBoard board = machine.witnesses();
        assertThat(board.of(Witness.SEAL).verdict()).isEqualTo(Verdict.CONFIRMS);
        assertThat(board.of(Witness.COUNTS).verdict())
                .as(board.of(Witness.COUNTS).sentence())
                .isEqualTo(Verdict.CONFIRMS);
        assertThat(board.of(Witness.SAMPLE).verdict()).isEqualTo(Verdict.NOT_ASKED);
        assertThat(board.summary()).contains("verified by the host kernel: seal, counts");
    }

    @Test
    void aForgedRingIsContradictedByTheCounts() throws Exception {
        Machine machine = boots.machine(boots.settings("escape ring"));
        Boots.run(machine);
        WitnessBoard board = machine.witnesses();
        assertThat(board.contradicted()).isTrue();
        assertThat(board.of(Witness.COUNTS).verdict()).isEqualTo(Verdict.CONTRADICTS);
        assertThat(board.of(Witness.COUNTS).sentence()).contains("reads", "never made");
        assertThat(board.summary()).contains("contradicted by: counts");
    }

    @Test
    void callsThatGuestCodeMakesPastItsKernelAreMissedInTheReport() throws Exception {
        Machine machine =
                boots.machine(boots.settings("for i in 1 2 3; do escape gate 1 1 0 0; done"));
        Boots.run(machine);
        assertThat(machine.witnesses().of(Witness.COUNTS).verdict())
                .as(machine.witnesses().of(Witness.COUNTS).sentence())
                .isEqualTo(Verdict.CONTRADICTS);
    }

    @Test
    void aBurstSeesOnlyTheTwelveAtTheGateAndTheMachineGoesOn() throws Exception {
        Machine machine = boots.machine(boots.settings(""));
        machine.start(ConsoleSize.USUAL);
        RealMachines.readUntil(machine, "# ");
        // Short sleeps are host calls. A program's first calls trap, and are counted too.
        RealMachines.type(
                machine,
                "while :; do ls / >/dev/null; for i in 1 2 3 4 5; do sleep .01; done; done\r");
        SampleReport report = machine.sample(500, Duration.ofSeconds(20)).get(30, TimeUnit.SECONDS);
        assertThat(report.unavailable()).isEmpty();
        assertThat(report.strangers()).isEmpty();
        assertThat(report.hostCalls()).isEqualTo(500);
        assertThat(machine.witnesses().of(Witness.SAMPLE).verdict()).isEqualTo(Verdict.CONFIRMS);
        SampleReport again = machine.sample(100, Duration.ofSeconds(20)).get(30, TimeUnit.SECONDS);
        assertThat(again.hostCalls()).isEqualTo(100);
        machine.forceStop();
        RealMachines.readToEnd(machine);
        assertThat(machine.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(machine.witnesses().contradicted()).isFalse();
    }

    @Test
    void aMachineThatSleepsIsWatchedAndStillAnswersAfterwards() throws Exception {
        Machine machine = boots.machine(boots.settings(""));
        machine.start(ConsoleSize.USUAL);
        RealMachines.readUntil(machine, "# ");
        machine.sample(1000, Duration.ofMillis(300)).get(30, TimeUnit.SECONDS);
        RealMachines.type(machine, "echo a$((1+2))b\r");
        RealMachines.readUntil(machine, "a3b");
        RealMachines.type(machine, "poweroff\r");
        RealMachines.readToEnd(machine);
        assertThat(machine.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(machine.ending().orElseThrow().kind()).isEqualTo(Ending.Kind.POWERED_OFF);
    }

    @Test
    void aMachineThatEndsWhileItIsWatchedEndsAsItWould() throws Exception {
        Machine machine = boots.machine(boots.settings("sleep 1; ls; exit 3"));
        machine.start(ConsoleSize.USUAL);
        RealMachines.awaitState(machine, MachineState.RUNNING);
        machine.sample(1_000_000, Duration.ofSeconds(60)).get(60, TimeUnit.SECONDS);
        RealMachines.readToEnd(machine);
        assertThat(machine.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(machine.ending().orElseThrow().commandStatus()).hasValue(3);
    }

    @Test
    void inAnAuditRunBothListsAreTheSameCallByCall() throws Exception {
        Machine machine = boots.machine(boots.settings("ls -l /; sync").withAudit(true));
        Boots.run(machine);
        AuditReport report = machine.audit().orElseThrow();
        assertThat(report.over()).isTrue();
        assertThat(report.difference()).isEmpty();
        assertThat(report.rows())
                .allSatisfy(row -> assertThat(row.kernel()).isEqualTo(row.reported()));
        assertThat(report.compared()).isEqualTo(machine.hostCalls().total());
        assertThat(machine.witnesses().of(Witness.AUDIT).verdict()).isEqualTo(Verdict.CONFIRMS);
    }

    @Test
    void anAuditNamesWhatAForgedRingInvents() throws Exception {
        Machine machine = boots.machine(boots.settings("escape ring").withAudit(true));
        Boots.run(machine);
        AuditReport report = machine.audit().orElseThrow();
        assertThat(report.testimony().verdict()).isEqualTo(Verdict.CONTRADICTS);
        assertThat(report.testimony().sentence()).contains("read");
        assertThat(report.difference()).isPresent();
    }

    @Test
    void anAuditRefusesWhatAnyRunRefuses() throws Exception {
        Machine machine =
                boots.machine(boots.settings("escape socket; escape gate 0 3").withAudit(true));
        Boots.run(machine);
        assertThat(machine.hostCalls().refusedTotal()).isEqualTo(2);
    }

    @Test
    void aMachineThatDoesNotRunCannotBeSampled() {
        Machine machine = boots.machine(boots.settings(""));
        assertThat(machine.sample(1, Duration.ofSeconds(1))).isCompletedExceptionally();
        assertThat(machine.witnesses().contradicted()).isFalse();
        assertThat(machine.audit()).isEmpty();
    }
}
