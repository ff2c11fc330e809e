// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.compare.CompareSource;
import org.dozen.app.text.Text;
import org.dozen.engine.compare.NativeRun;
import org.dozen.engine.compare.RunTally;
import org.dozen.engine.compare.UmlRun;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.machine.Machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs to be compared with a machine's.
 *
 * @param machine this one
 * @param others the other machines that have a tab
 */
record RunsOfMachines(
        Machine machine, Supplier<List<Machine>> others, Unseen unseen, Executor background)
        implements CompareSource {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public RunTally thisMachine() {
        return RunTally.of(machine.name(), machine.hostCalls());
    }

    @Override
    public Optional<RunHistory> history() {
        return machine.history();
    }

    @Override
    public List<RunTally> otherMachines() {
        return others.get().stream()
                .filter(other -> !other.equals(machine))
                .map(other -> RunTally.of(other.name(), other.hostCalls()))
                .toList();
    }

    @Override
    public CompletableFuture<RunTally> inMachine(String command) {
        return unseen.run(
                machine.settings().withCommand(command).withAudit(false).withStrict(false),
                over -> RunTally.of(Text.of("compare.inMachine"), over.hostCalls()));
    }

    @Override
    public CompletableFuture<RunTally> onHost(String command) {
        return later(() -> {
            RunTally counted = NativeRun.of(command, PATIENCE);
            return new RunTally(Text.of("compare.onHost"), counted.counts());
        });
    }

    @Override
    public CompletableFuture<RunTally> inUml(Path program, String command) {
        return later(() -> {
            RunTally counted =
                    UmlRun.of(program, machine.settings().image().path(), command, PATIENCE);
            return new RunTally(Text.of("compare.inUml"), counted.counts());
        });
    }

    @Override
    public Optional<Path> uml() {
        return UmlRun.program();
    }

    private interface Counting {
        RunTally count() throws IOException, InterruptedException;
    }

    private CompletableFuture<RunTally> later(Counting counting) {
        CompletableFuture<RunTally> answer = new CompletableFuture<>();
        background.execute(() -> {
            try {
                answer.complete(counting.count());
            } catch (IOException refused) {
                answer.completeExceptionally(refused);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                answer.completeExceptionally(hurried);
            }
        });
        return answer;
    }
}
