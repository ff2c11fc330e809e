// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.compare.Comparison;
import org.dozen.engine.compare.PhaseTally;
import org.dozen.engine.compare.RunTally;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Compares runs: by phase, with each other, with the lists of others. */
public final class CompareViewModel {
    private final CompareSource source;
    private final Executor background;
    private final Executor screen;
    private Optional<PhaseTally> phases = Optional.empty();
    private Optional<Comparison> comparison = Optional.empty();
    private Optional<Path> uml;
    private boolean busy;
    private String trouble = "";
    private long version;

    /** Whom a machine is compared with. */
    public sealed interface With {
        /** In a few words. */
        String words();

        /** Another machine, as it ran so far. */
        record Machine(String name) implements With {
            @Override
            public String words() {
                return Text.of("compare.with.machine", name);
            }
        }

        /** The same command on the host. */
        record Host() implements With {
            @Override
            public String words() {
                return Text.of("compare.with.host");
            }
        }

        /** The same command in stock User-Mode Linux. */
        record Uml() implements With {
            @Override
            public String words() {
                return Text.of("compare.with.uml");
            }
        }
    }

    /**
     * A model.
     *
     * @param background runs what takes time
     * @param screen runs what changes the model, on the thread that reads it
     */
    public CompareViewModel(CompareSource source, Executor background, Executor screen) {
        this.source = source;
        this.background = background;
        this.screen = screen;
        this.uml = source.uml();
    }

    /** Rises whenever something is to be shown anew. */
    public long version() {
        return version;
    }

    /** Takes the run apart by phases, anew; the answer comes later. */
    public void takeApart() {
        source.history()
                .ifPresent(history ->
                        background.execute(() -> {
                            PhaseTally tally = PhaseTally.of(history);
                            screen.execute(() -> {
                                if (!Optional.of(tally).equals(phases)) {
                                    phases = Optional.of(tally);
                                    version++;
                                }
                            });
                        }));
    }

    /** Calls of the run by phase; empty until they were taken apart. */
    public Optional<PhaseTally> phases() {
        return phases;
    }

    /** Whether one of the twelve is for a network. */
    public static boolean networked() {
        return TheTwelve.list().stream().anyMatch(call -> call.phases().contains("network"));
    }

    /** How often a phase made a call. */
    public static long count(PhaseTally tally, PhaseTally.Phase phase, HostCall call) {
        List<Long> counts = tally.counts().get(phase);
        return counts == null ? 0 : counts.get(call.row());
    }

    /** Whom there is to compare with. */
    public List<With> choices() {
        List<With> all = new ArrayList<>();
        source.otherMachines().forEach(other -> all.add(new With.Machine(other.name())));
        all.add(new With.Host());
        all.add(new With.Uml());
        return all;
    }

    /** What stands in the way of a choice, as a sentence; empty if nothing does. */
    public String obstacle(With with) {
        return with instanceof With.Uml && uml.isEmpty() ? Text.of("compare.uml.absent") : "";
    }

    /** Takes another User-Mode Linux. */
    public void setUml(Path program) {
        uml = Optional.of(program);
        trouble = "";
        version++;
    }

    /** The User-Mode Linux that is taken. */
    public Optional<Path> uml() {
        return uml;
    }

    /**
     * Compares; the answer comes later.
     *
     * @param command for choices that run something
     */
    public void compare(With with, String command) {
        if (busy) {
            return;
        }
        String line = command.strip();
        String obstacle =
                !(with instanceof With.Machine) && line.isEmpty()
                        ? Text.of("compare.noCommand")
                        : obstacle(with);
        if (!obstacle.isEmpty()) {
            trouble = obstacle;
            version++;
            return;
        }
        switch (with) {
            case With.Machine other ->
                    show(
                            source.otherMachines().stream()
                                    .filter(run -> run.name().equals(other.name()))
                                    .findFirst()
                                    .map(run -> Comparison.of(source.thisMachine(), run)),
                            Text.of("compare.gone", other.name()));
            case With.Host _ -> run(source.inMachine(line), source.onHost(line));
            case With.Uml _ ->
                    run(source.inMachine(line), source.inUml(uml.orElse(Path.of("")), line));
        }
    }

    private void show(Optional<Comparison> result, String otherwise) {
        comparison = result.or(() -> comparison);
        trouble = result.isPresent() ? "" : otherwise;
        version++;
    }

    private void run(CompletableFuture<RunTally> left, CompletableFuture<RunTally> right) {
        busy = true;
        trouble = "";
        version++;
        CompletableFuture<?> _ =
                left.thenCombine(right, Comparison::of)
                        .whenComplete((result, failure) ->
                                screen.execute(() -> {
                                    busy = false;
                                    show(Optional.ofNullable(result), sentence(failure));
                                }));
    }

    private static String sentence(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof EngineFailure told) {
            return told.sentence();
        }
        return cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    }

    public boolean busy() {
        return busy;
    }

    /** Why there is nothing to show, as a sentence; empty if nothing went wrong. */
    public String trouble() {
        return trouble;
    }

    /** The last comparison. */
    public Optional<Comparison> comparison() {
        return comparison;
    }

    /** Who asks the host for more, in one sentence. */
    public static String verdict(Comparison both) {
        RunTally more = both.right().total() >= both.left().total() ? both.right() : both.left();
        RunTally less = more.equals(both.right()) ? both.left() : both.right();
        String times = less.total() == 0 ? "" : Figures.times((double) more.total() / less.total());
        String kinds =
                Text.of(
                        "compare.kinds",
                        both.left().name(),
                        both.left().distinct(),
                        both.right().name(),
                        both.right().distinct());
        return (more.total() == less.total() || times.isEmpty()
                        ? Text.of("compare.same")
                        : Text.of("compare.more", more.name(), times))
                + " "
                + kinds;
    }
}
