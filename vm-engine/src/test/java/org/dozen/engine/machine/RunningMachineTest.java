// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.HostFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.hostcall.RefusedCall;
import org.dozen.engine.seal.WitnessReport;
import org.dozen.engine.trace.HostCallFeed;
import org.dozen.engine.trace.HostCallRecord;
import org.dozen.engine.trace.Milestone;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Real machines, booted from the starter image. */
class RunningMachineTest extends RealMachines {
    @Test
    void aCommandRunsAndItsStatusIsKnown() throws Exception {
        Machine machine = command("echo hello; exit 5");
        assertThat(outputOf(machine)).isEqualTo("hello\n");
        Ending ending = machine.ending().orElseThrow();
        assertThat(ending.kind()).isEqualTo(Ending.Kind.POWERED_OFF);
        assertThat(ending.commandStatus()).hasValue(5);
        assertThat(ending.failure()).isEmpty();
        assertThat(machine.state()).isEqualTo(MachineState.ENDED);
    }

    @Test
    void whatTheMachineDidIsKnownAfterwards() throws Exception {
        Machine machine = command("ls /");
        outputOf(machine);
        assertThat(machine.seal().sealed()).isTrue();
        assertThat(machine.witness().verdict()).isEqualTo(WitnessReport.Verdict.AGREE);
        assertThat(machine.hostCalls().rows()).hasSize(12);
        assertThat(count(machine, "pread64")).isPositive();
        assertThat(count(machine, "exit_group")).isOne();
        assertThat(machine.hostCalls().guestCalls()).isPositive();
        assertThat(machine.hostCalls().lost()).isZero();
        assertThat(machine.hostCalls().damaged()).isFalse();
        assertThat(machine.boot().to(Milestone.INIT)).isPresent();
        assertThat(machine.boot().to(Milestone.SEALED).orElseThrow())
                .isBetween(Duration.ZERO, LONG);
        assertThat(machine.memory().guestTotal()).isPositive();
        assertThat(machine.processId()).isEmpty();
    }

    @Test
    void aPromptAppearsAndWhatIsTypedIsAnswered() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(ConsoleSize.USUAL);
        readUntil(machine, "# ");
        long before = count(machine, "write");
        type(machine, "echo a$((1+2))b\n");
        assertThat(readUntil(machine, "a3b\n".replace("\n", "\r\n"))).contains("echo");
        assertThat(count(machine, "write")).isGreaterThan(before);
        awaitState(machine, MachineState.RUNNING);
        assertThat(machine.processId()).isPresent();
    }

    @Test
    void theGuestLearnsTheSizeOfItsConsole() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(new ConsoleSize(132, 43));
        readUntil(machine, "# ");
        type(machine, "stty size\n");
        readUntil(machine, "43 132");
        machine.console().orElseThrow().resize(new ConsoleSize(100, 30));
        type(machine, "while [ \"$(stty size)\" != '30 100' ]; do :; done; echo res''ized\n");
        readUntil(machine, "resized");
    }

    @Test
    void stoppingPowersTheGuestOff() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(ConsoleSize.USUAL);
        readUntil(machine, "# ");
        machine.stop();
        readToEnd(machine);
        assertThat(machine.awaitEnd(LONG)).isTrue();
        assertThat(machine.ending().orElseThrow().kind()).isEqualTo(Ending.Kind.POWERED_OFF);
    }

    @Test
    void stoppingAtOnceStopsAsWell() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(ConsoleSize.USUAL);
        machine.stop();
        readToEnd(machine);
        assertThat(machine.awaitEnd(LONG)).isTrue();
        assertThat(machine.ending().orElseThrow().failure()).isEmpty();
    }

    @Test
    void forceEndsAMachineThatDoesNotListen() throws Exception {
        Machine machine = command("trap '' TERM; while :; do :; done");
        machine.start(ConsoleSize.USUAL);
        awaitState(machine, MachineState.RUNNING);
        machine.forceStop();
        readToEnd(machine);
        assertThat(machine.awaitEnd(LONG)).isTrue();
        assertThat(machine.ending().orElseThrow().kind()).isEqualTo(Ending.Kind.FORCED);
        assertThat(machine.ending().orElseThrow().failure()).isEmpty();
    }

    @Test
    void restartingGivesAnotherRunWithCountsFromZero() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        List<MachineState> states = new CopyOnWriteArrayList<>();
        try (Machine.Listening listening = machine.listen(recordStates(states))) {
            machine.start(ConsoleSize.USUAL);
            readUntil(machine, "# ");
            awaitState(machine, MachineState.RUNNING);
            long first = machine.processId().orElseThrow();
            Console before = machine.console().orElseThrow();
            machine.restart();
            readToEnd(machine);
            awaitNextRun(machine, before);
            readUntil(machine, "# ");
            assertThat(machine.processId()).as("%s", listening).isPresent().isNotEqualTo(first);
            while (states.getLast() != MachineState.RUNNING) {
                Thread.sleep(1);
            }
        }
        assertThat(states)
                .containsSubsequence(
                        MachineState.RUNNING,
                        MachineState.STOPPING,
                        MachineState.ENDED,
                        MachineState.STARTING,
                        MachineState.RUNNING);
    }

    @Test
    void aGuestThatRebootsComesBack() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(ConsoleSize.USUAL);
        readUntil(machine, "# ");
        Console before = machine.console().orElseThrow();
        type(machine, "echo kept > /root/file; reboot\n");
        readToEnd(machine);
        awaitNextRun(machine, before);
        readUntil(machine, "# ");
        type(machine, "cat /root/file\n");
        readUntil(machine, "kept\r\n");
    }

    @Test
    void aRefusedCallIsNamedAndTheMachineGoesOn() throws Exception {
        Machine machine = command("escape socket; escape gate 400; escape open; echo still here");
        List<RefusedCall> told = new CopyOnWriteArrayList<>();
        try (Machine.Listening listening =
                machine.listen(
                        new MachineListener() {
                            @Override
                            public void refused(Machine which, RefusedCall call) {
                                told.add(call);
                            }
                        })) {
            assertThat(outputOf(machine)).as("%s", listening).contains("still here");
            awaitSize(told, 3);
        }
        List<RefusedCall> refused = machine.hostCalls().refused();
        assertThat(refused)
                .extracting(RefusedCall::name)
                .containsExactly("socket", "call 400", "open");
        assertThat(refused.getFirst().arguments()).isEqualTo("AF_INET, SOCK_STREAM, 0");
        assertThat(refused.getLast().arguments()).contains("\"/etc/passwd\"");
        assertThat(refused).allMatch(call -> call.count() == 1 && call.address() != 0);
        assertThat(refused).extracting(RefusedCall::guestName).containsOnly("escape");
        assertThat(machine.hostCalls().refusedTotal()).isEqualTo(3);
    }

    @Test
    void inStrictModeTheFirstRefusedCallEndsTheMachine() throws Exception {
        Machine machine =
                engine.machine(
                        MachineSettings.of(starter)
                                .withCommand("escape execve; echo never")
                                .withStrict(true));
        assertThat(outputOf(machine)).doesNotContain("never");
        Ending ending = machine.ending().orElseThrow();
        assertThat(ending.kind()).isEqualTo(Ending.Kind.REFUSED_CALL);
        assertThat(reason(ending)).isEqualTo(MachineFailure.Reason.REFUSED_CALL);
        assertThat(ending.failure().orElseThrow().sentence()).contains("execve");
        assertThat(machine.state()).isEqualTo(MachineState.FAILED);
        assertThat(machine.hostCalls().refusedTotal()).isOne();
    }

    @Test
    void aMachineThatIsKilledSaysSo() throws Exception {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(ConsoleSize.USUAL);
        readUntil(machine, "# ");
        ProcessHandle.of(machine.processId().orElseThrow()).orElseThrow().destroyForcibly();
        readToEnd(machine);
        assertThat(machine.awaitEnd(LONG)).isTrue();
        Ending ending = machine.ending().orElseThrow();
        assertThat(reason(ending)).isEqualTo(MachineFailure.Reason.KILLED);
        assertThat(ending.failure().orElseThrow().sentence()).contains("SIGKILL", "starter");
        assertThat(ending.processStatus()).isEqualTo(137);
    }

    @Test
    void aGuestKernelThatGivesUpSaysWhy() throws Exception {
        Machine machine =
                engine.machine(MachineSettings.of(starter).withExtraWords("init=/no/such"));
        outputOf(machine);
        Ending ending = machine.ending().orElseThrow();
        assertThat(ending.kind()).isEqualTo(Ending.Kind.PANIC);
        assertThat(ending.failure().orElseThrow().sentence()).contains("init");
    }

    @Test
    void settingsThatCannotBeAreFailuresBeforeAnythingStarts() {
        refuses(MachineSettings.of(starter).withMemory(1 << 20), "too little");
        refuses(MachineSettings.of(starter).withMemory(1L << 50), "too much");
        refuses(MachineSettings.of(starter).withCommand("x".repeat(5000)), "too long");
        refuses(MachineSettings.of(starter).withExtraWords("a\nb"), "cannot be typed");
    }

    @Test
    void aMissingProgramIsAFailureThatSaysHowToBuildIt() {
        EngineDirectories here = engine.directories();
        try (VmEngine other =
                VmEngine.open(
                        new EngineDirectories(
                                here.images(),
                                here.scratch(),
                                folder.resolve("none"),
                                here.starter()))) {
            Machine machine = other.machine(MachineSettings.of(starter));
            assertThatThrownBy(() -> machine.start(ConsoleSize.USUAL))
                    .isInstanceOf(HostFailure.class)
                    .hasMessageContaining("mvn");
        }
    }

    @Test
    void singleHostCallsArriveAtAFeed() throws Exception {
        Machine machine = command("cat /bin/busybox > /dev/null");
        try (HostCallFeed feed = machine.feed(100_000)) {
            outputOf(machine);
            List<HostCallRecord> records = new ArrayList<>();
            feed.drain(records::add, Integer.MAX_VALUE);
            long all = machine.hostCalls().total();
            assertThat(records.size() + feed.skipped()).isEqualTo(all);
            assertThat(records)
                    .extracting(each -> each.call().name())
                    .contains("pread64", "exit_group");
            assertThat(records).extracting(HostCallRecord::sequence).isSorted();
        }
    }

    @Test
    void aMachineCannotBeStartedTwiceOrAfterItsEnd() {
        Machine machine = engine.machine(MachineSettings.of(starter));
        machine.start(ConsoleSize.USUAL);
        assertThatThrownBy(() -> machine.start(ConsoleSize.USUAL))
                .isInstanceOf(IllegalStateException.class);
        machine.close();
        assertThatThrownBy(() -> machine.start(ConsoleSize.USUAL))
                .isInstanceOf(IllegalStateException.class);
        machine.close();
    }
}
