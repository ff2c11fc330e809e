// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.compare.CompareViewModel.With;
import org.dozen.engine.compare.Comparison;
import org.dozen.engine.compare.PhaseTally;
import org.dozen.engine.compare.PhaseTally.Phase;
import org.dozen.engine.compare.RunTally;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.hostcall.TheTwelve;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

final class CompareViewModelTest {
    private final Runs runs = new Runs();
    private final CompareViewModel model = new CompareViewModel(runs, Runnable::run, Runnable::run);

    /** Runs as the test has them. */
    private static final class Runs implements CompareSource {
        private final List<RunTally> others = new ArrayList<>();
        private final List<String> commands = new ArrayList<>();
        private CompletableFuture<RunTally> machine = new CompletableFuture<>();
        private CompletableFuture<RunTally> host = new CompletableFuture<>();
        private Optional<RunHistory> history = Optional.empty();

        @Override
        public RunTally thisMachine() {
            return new RunTally("starter", Map.of("write", 10L));
        }

        @Override
        public Optional<RunHistory> history() {
            return history;
        }

        @Override
        public List<RunTally> otherMachines() {
            return others;
        }

        @Override
        public CompletableFuture<RunTally> inMachine(String command) {
            commands.add("machine: " + command);
            return machine;
        }

        @Override
        public CompletableFuture<RunTally> onHost(String command) {
            commands.add("host: " + command);
            return host;
        }

        @Override
        public CompletableFuture<RunTally> inUml(Path program, String command) {
            commands.add(program + ": " + command);
            return host;
        }

        @Override
        public Optional<Path> uml() {
            return Optional.empty();
        }
    }

    @Test
    void theSameCommandIsRunOnBothSides() {
        model.compare(new With.Host(), " ls / ");
        assertThat(model.busy()).isTrue();
        model.compare(new With.Host(), "another while the first runs");
        assertThat(runs.commands).containsExactly("machine: ls /", "host: ls /");
        runs.machine.complete(new RunTally("a machine", Map.of("write", 4L)));
        assertThat(model.busy()).as("the other side is still running").isTrue();
        runs.host.complete(new RunTally("the host", Map.of("openat", 30L, "mmap", 10L)));
        assertThat(model.busy()).isFalse();
        assertThat(CompareViewModel.verdict(model.comparison().orElseThrow()))
                .isEqualTo(
                        "Asks the host for more: the host, 10 times as many calls. Kinds of calls:"
                                + " a machine 1, the host 2.");
    }

    @Test
    void twoMachinesAreComparedAsTheyAre() {
        runs.others.add(new RunTally("starter 2", Map.of("write", 5L)));
        assertThat(model.choices())
                .containsExactly(new With.Machine("starter 2"), new With.Host(), new With.Uml());
        model.compare(new With.Machine("starter 2"), "");
        Comparison both = model.comparison().orElseThrow();
        assertThat(both.left().name()).isEqualTo("starter");
        assertThat(CompareViewModel.verdict(both)).contains("starter, 2 times");
        runs.others.clear();
        model.compare(new With.Machine("starter 2"), "");
        assertThat(model.trouble()).contains("starter 2 is no longer there");
        assertThat(model.comparison()).as("the last one stays").contains(both);
    }

    @Test
    void whatIsAbsentIsSaidPlainly() {
        model.compare(new With.Uml(), "ls");
        assertThat(model.trouble()).contains("No User-Mode Linux is at hand");
        assertThat(runs.commands).isEmpty();
        model.setUml(Path.of("/opt/linux"));
        assertThat(model.trouble()).isEmpty();
        model.compare(new With.Uml(), "ls");
        assertThat(runs.commands).containsExactly("machine: ls", "/opt/linux: ls");
    }

    @Test
    void withoutACommandNothingIsRun() {
        model.compare(new With.Host(), "  ");
        assertThat(model.trouble()).contains("Give a command");
        assertThat(runs.commands).isEmpty();
    }

    @Test
    void aSideThatFailsSaysWhy() {
        model.compare(new With.Host(), "ls");
        runs.machine.complete(new RunTally("a machine", Map.of("write", 4L)));
        runs.host.completeExceptionally(new IOException("strace is not installed."));
        assertThat(model.trouble()).isEqualTo("strace is not installed.");
        assertThat(model.busy()).isFalse();
        runs.machine = new CompletableFuture<>();
        model.compare(new With.Host(), "ls");
        runs.machine.completeExceptionally(
                new MachineFailure(MachineFailure.Reason.START, "It could not start."));
        assertThat(model.trouble()).isNotEmpty();
    }

    @Test
    void runsThatAskEquallyOftenAreCalledSo() {
        RunTally one = new RunTally("one", Map.of("write", 5L));
        RunTally other = new RunTally("other", Map.of("read", 5L));
        assertThat(CompareViewModel.verdict(Comparison.of(one, other))).startsWith("Both ask");
        RunTally none = new RunTally("none", Map.of());
        assertThat(CompareViewModel.verdict(Comparison.of(none, other))).contains("none 0");
    }

    @Test
    void phasesAreCountedByCall() {
        List<Long> boot = new ArrayList<>(Collections.nCopies(12, 0L));
        boot.set(2, 7L);
        PhaseTally tally = new PhaseTally(Map.of(Phase.BOOT, boot), 10_000_000);
        assertThat(CompareViewModel.count(tally, Phase.BOOT, TheTwelve.ofRow(2))).isEqualTo(7);
        assertThat(CompareViewModel.count(tally, Phase.BOOT, TheTwelve.ofRow(3))).isZero();
        assertThat(CompareViewModel.count(tally, Phase.DISK, TheTwelve.ofRow(2))).isZero();
    }

    @Test
    void aRunIsTakenApartWhenThereIsOne() {
        model.takeApart();
        assertThat(model.phases()).isEmpty();
        runs.history = Optional.of(new RunHistory(System.nanoTime()));
        model.takeApart();
        assertThat(model.phases()).isPresent();
        long version = model.version();
        model.takeApart();
        assertThat(model.version()).as("the same again is no news").isEqualTo(version);
    }
}
