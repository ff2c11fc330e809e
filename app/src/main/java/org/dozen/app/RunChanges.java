// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.preference.StartChoice;
import org.dozen.app.text.Text;
import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineListener;
import org.dozen.engine.machine.MachineState;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps or merges what a machine wrote into its private copy, after each run that ended in order.
 * What cannot be kept stays with the machine until its tab is closed.
 */
final class RunChanges {
    private final Machine machine;
    private final StartChoice choice;
    private final VmEngine engine;
    private final Consumer<String> say;
    private final Consumer<String> fail;
    private Image image;
    private Optional<Image> kept = Optional.empty();
    private final AtomicInteger runs = new AtomicInteger();
    private int settled;

    private RunChanges(
            Machine machine,
            StartChoice choice,
            VmEngine engine,
            Consumer<String> say,
            Consumer<String> fail) {
        this.machine = machine;
        this.choice = choice;
        this.engine = engine;
        this.say = say;
        this.fail = fail;
        this.image = machine.settings().image();
    }

    /**
     * Follows a machine until it is closed.
     *
     * @param say is told what was kept, on any thread
     * @param fail is told what could not be kept, on any thread
     */
    static RunChanges follow(
            Machine machine,
            StartChoice choice,
            VmEngine engine,
            Executor background,
            Consumer<String> say,
            Consumer<String> fail) {
        RunChanges changes = new RunChanges(machine, choice, engine, say, fail);
        machine.listen(
                new MachineListener() {
                    @Override
                    public void stateChanged(Machine of, MachineState from, MachineState to) {
                        if (to == MachineState.STARTING) {
                            changes.runs.incrementAndGet();
                        } else if (from.active() && !to.active()) {
                            background.execute(changes::settle);
                        }
                    }
                });
        return changes;
    }

    /** How its machine was started. */
    StartChoice choice() {
        return choice;
    }

    /** Keeps what the last run wrote, unless that is done. Takes as long as a copy. */
    synchronized void settle() {
        boolean wanted =
                !choice.readOnly()
                        && (choice.changes() == StartChoice.Changes.KEEP
                                || choice.changes() == StartChoice.Changes.MERGE);
        Optional<Ending> ending = machine.ending();
        int run = runs.get();
        if (!wanted || settled == run || machine.state().active() || ending.isEmpty()) {
            return;
        }
        settled = run;
        if (ending.get().kind() == Ending.Kind.NOT_STARTED) {
            return;
        }
        boolean merge = choice.changes() == StartChoice.Changes.MERGE;
        boolean forced = ending.get().kind() == Ending.Kind.FORCED;
        if (ending.get().failure().isPresent() || (merge && forced)) {
            fail.accept(Text.of("start.notEnded", machine.name()));
            return;
        }
        int status = ending.get().commandStatus().orElse(0);
        if (merge && status != 0) {
            fail.accept(Text.of("start.failed", machine.name(), status));
            return;
        }
        try {
            save(merge);
        } catch (EngineFailure failure) {
            fail.accept(failure.sentence());
        } catch (IllegalStateException runsAgain) {
            // Somebody was quicker: that run goes on from what this one wrote.
        }
    }

    private void save(boolean merge) {
        if (merge) {
            image = engine.workshop().replace(image, machine::saveDisk);
            say.accept(Text.of("start.merged", image.name()));
            return;
        }
        Image saved =
                kept.isPresent()
                        ? engine.workshop().replace(kept.get(), machine::saveDisk)
                        : engine.workshop().adopt(freeName(), machine::saveDisk);
        kept = Optional.of(saved);
        say.accept(Text.of("start.kept", machine.name(), saved.name()));
    }

    /** Nothing is lost because somebody took the name meanwhile. */
    private String freeName() {
        Set<String> taken =
                engine.images().list().stream().map(Image::name).collect(Collectors.toSet());
        String name = choice.keepAs();
        for (int number = 2; taken.contains(name); number++) {
            name = choice.keepAs() + "-" + number;
        }
        return name;
    }
}
