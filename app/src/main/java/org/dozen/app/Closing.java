// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.fx.FxThread;
import org.dozen.app.shell.ShellView;
import org.dozen.app.text.Text;
import org.dozen.engine.VmEngine;
import org.dozen.engine.machine.Machine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Asks before something that runs is closed, and then powers it off in order. */
final class Closing {
    private static final Duration ORDERLY = Duration.ofSeconds(10);
    private static final Duration BY_FORCE = Duration.ofSeconds(3);

    private final VmEngine engine;
    private final ShellView shell;
    private final Executor background;
    private boolean shuttingDown;

    Closing(VmEngine engine, ShellView shell, Executor background) {
        this.engine = engine;
        this.shell = shell;
        this.background = background;
    }

    /** Runs {@code close} on the screen's thread when the machine has ended, if it is to end. */
    void askFor(String name, Machine machine, Runnable close) {
        if (!machine.state().active()) {
            close.run();
            return;
        }
        shell.ask(
                Text.of("close.tab.title", name),
                Text.of("close.tab.words"),
                Text.of("close.tab.yes"),
                () ->
                        background.execute(() -> {
                            machine.stop();
                            awaitEnd(machine);
                            FxThread.later(close);
                        }));
    }

    /**
     * Ends all machines and the engine.
     *
     * @param first is run on the screen's thread when it is decided
     * @param ended is run on another thread when the machines have ended
     * @param last is run on that thread when the engine is closed, too
     */
    void askForAll(Runnable first, Runnable ended, Runnable last) {
        List<Machine> active =
                engine.active().stream().filter(machine -> !Unseen.isOne(machine)).toList();
        if (active.isEmpty()) {
            shutDown(active, first, ended, last);
            return;
        }
        shell.ask(
                Text.of("close.window.title"),
                active.size() == 1
                        ? Text.of("close.window.words.one", active.getFirst().name())
                        : Text.of("close.window.words", active.size()),
                Text.of("close.window.yes"),
                () -> shutDown(active, first, ended, last));
    }

    private void shutDown(List<Machine> active, Runnable first, Runnable ended, Runnable last) {
        if (shuttingDown) {
            return;
        }
        shuttingDown = true;
        first.run();
        if (!active.isEmpty()) {
            shell.showWaiting(
                    Text.count("close.waiting.one", "close.waiting", active.size()),
                    Text.of("close.force"),
                    () -> background.execute(engine::close));
        }
        background.execute(() -> {
            active.forEach(Machine::stop);
            active.forEach(Closing::awaitEnd);
            ended.run();
            engine.close();
            last.run();
        });
    }

    private static void awaitEnd(Machine machine) {
        try {
            if (!machine.awaitEnd(ORDERLY)) {
                machine.forceStop();
                machine.awaitEnd(BY_FORCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            machine.forceStop();
        }
    }
}
