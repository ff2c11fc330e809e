// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineListener;
import org.dozen.engine.machine.MachineMemory;
import org.dozen.engine.machine.MachineState;
import org.dozen.engine.trace.BootTimes;
import org.dozen.engine.trace.Milestone;
import org.dozen.engine.trace.TurnTimes;
import org.dozen.engine.witness.WitnessBoard;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One machine as its tab shows it. What waits runs on {@code background}; properties change on
 * {@code screen} only.
 */
public final class MachineViewModel {
    private static final long SAMPLE_NANOS = 500_000_000L;

    private final Machine machine;
    private final Executor background;
    private final Executor screen;
    private final LaunchTimes launch = new LaunchTimes();
    private final ReadOnlyObjectWrapper<MachineState> state;
    private final ReadOnlyObjectWrapper<MachineStatus> status =
            new ReadOnlyObjectWrapper<>(MachineStatus.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Ending> ending = new ReadOnlyObjectWrapper<>();
    private final AtomicBoolean sampling = new AtomicBoolean();
    private final Machine.Listening listening;
    private volatile Consumer<Console> onConsole = console -> {};
    private final Object consoleLock = new Object();
    private Consumer<String> onWarning = sentence -> {};
    private @Nullable Console console;
    private volatile long begin;
    private volatile Sample sample = Sample.NONE;
    private long lastSample;

    /** What is read from the host now and then, away from the screen's thread. */
    private record Sample(
            MachineMemory memory,
            Duration processor,
            long atNanos,
            double share,
            TurnTimes turns,
            String turnWords) {
        static final Sample NONE =
                new Sample(
                        new MachineMemory(0, 0, 0, 0, 0), Duration.ZERO, 0, 0, TurnTimes.NONE, "");
    }

    /**
     * Makes the model of a machine.
     *
     * @param background runs what takes time
     * @param screen runs what changes properties
     */
    public MachineViewModel(Machine machine, Executor background, Executor screen) {
        this.machine = machine;
        this.background = background;
        this.screen = screen;
        this.state = new ReadOnlyObjectWrapper<>(machine.state());
        this.listening = machine.listen(new Listener());
    }

    public Machine machine() {
        return machine;
    }

    public String name() {
        return machine.name();
    }

    public ReadOnlyObjectProperty<MachineState> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<MachineStatus> status() {
        return status.getReadOnlyProperty();
    }

    /** How the last run ended; null while there is a run. */
    public ReadOnlyObjectProperty<@Nullable Ending> ending() {
        return ending.getReadOnlyProperty();
    }

    public LaunchTimes launch() {
        return launch;
    }

    /** When the present run began, in {@link System#nanoTime()}; 0 before the first. */
    public long beginNanos() {
        return begin;
    }

    /**
     * Is given the console of every run, in order, on any thread: the sooner, the sooner it is
     * read.
     */
    public void onConsole(Consumer<Console> listener) {
        onConsole = listener;
    }

    /** Is given sentences that a person should know, on the screen's thread. */
    public void onWarning(Consumer<String> listener) {
        onWarning = listener;
    }

    /** Starts the first run, or another after an end. */
    public void start(ConsoleSize size) {
        if (machine.state().active()) {
            return;
        }
        launch.click();
        background.execute(() -> {
            try {
                machine.start(size);
                launch.spawn();
                takeConsole();
            } catch (EngineFailure failure) {
                screen.execute(
                        this::takeState); // the ending has the sentence, and the tab shows it
            } catch (IllegalStateException raced) {
                screen.execute(this::takeState); // started or closed meanwhile: show what is
            }
        });
    }

    /** Asks the guest to power off. */
    public void stop() {
        background.execute(machine::stop);
    }

    /** Ends the machine without asking the guest. */
    public void forceStop() {
        background.execute(machine::forceStop);
    }

    /** Powers off and starts again; starts at once after an end. */
    public void restart(ConsoleSize size) {
        if (machine.state().active()) {
            background.execute(machine::restart);
        } else {
            start(size);
        }
    }

    /** The exact command line of the process. */
    public List<String> commandLine() {
        return machine.commandLine();
    }

    /** The milestones of the boot that were reached, in order. */
    public List<BootStep> bootSteps() {
        BootTimes boot = machine.boot();
        Duration before = Duration.ZERO;
        List<BootStep> steps = new ArrayList<>();
        for (Milestone milestone : Milestone.values()) {
            Optional<Duration> at = boot.to(milestone);
            if (at.isPresent() && milestone != Milestone.HALT) {
                steps.add(new BootStep(milestone, at.get(), at.get().minus(before)));
                before = at.get();
            }
        }
        return steps;
    }

    /** Whether the prompt has been reached, by the machine's report. */
    public boolean prompted() {
        return machine.boot().to(Milestone.CONSOLE_READ).isPresent();
    }

    /** Takes what has happened since the last frame. */
    public void frame(long nowNanos) {
        takeConsole();
        if (nowNanos - lastSample >= SAMPLE_NANOS) {
            lastSample = nowNanos;
            if (sampling.compareAndSet(false, true)) {
                background.execute(this::takeSample);
            }
        }
        MachineStatus now = statusNow();
        if (!now.equals(status.get())) {
            status.set(now);
        }
    }

    /** Stops listening; the machine itself is left to its owner. */
    public Subscription asSubscription() {
        return listening::close;
    }

    private void takeConsole() {
        Console now = machine.console().orElse(null);
        synchronized (consoleLock) {
            if (now != null && !now.equals(console)) {
                console = now;
                onConsole.accept(now);
            }
        }
    }

    private void takeState() {
        MachineState now = machine.state();
        ending.set(now.active() ? null : machine.ending().orElse(null));
        state.set(now);
    }

    private void takeSample() {
        try {
            Sample before = sample;
            Duration processor = machine.processorTime();
            long now = System.nanoTime();
            double used = (double) processor.minus(before.processor()).toNanos();
            double share =
                    before.atNanos() == 0
                            ? 0
                            : Math.max(0, used / Math.max(1, now - before.atNanos()));
            TurnTimes turns = machine.turns();
            String words =
                    before.atNanos() == 0
                            ? ""
                            : MachineStatus.turns(before.turns(), turns, now - before.atNanos());
            sample = new Sample(machine.memory(), processor, now, share, turns, words);
        } finally {
            sampling.set(false);
        }
    }

    private MachineStatus statusNow() {
        Sample now = sample;
        long refused = machine.hostCalls().refusedTotal();
        WitnessBoard board = machine.witnesses();
        return new MachineStatus(
                begin == 0 ? "" : MachineStatus.boot(machine.boot()),
                machine.state().active() ? Text.of("status.cpu", Figures.percent(now.share())) : "",
                MachineStatus.memory(now.memory()),
                MachineStatus.resident(now.memory()),
                machine.state().active() ? now.turnWords() : "",
                MachineStatus.proof(machine.seal(), machine.witness(), board, refused),
                MachineStatus.tone(machine.seal(), machine.witness(), board, refused));
    }

    private final class Listener implements MachineListener {
        @Override
        public void stateChanged(Machine changed, MachineState from, MachineState to) {
            if (to == MachineState.STARTING) {
                begin = System.nanoTime();
                sample = Sample.NONE;
            }
            screen.execute(MachineViewModel.this::takeState);
        }

        @Override
        public void warned(Machine changed, String sentence) {
            screen.execute(() -> onWarning.accept(sentence));
        }
    }
}
