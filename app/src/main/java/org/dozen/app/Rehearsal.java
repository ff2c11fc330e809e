// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.Scene;
import javafx.util.Subscription;

import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Look;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.terminal.ConsoleTerminal;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.machine.MachineState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Boots the shipped image once, unseen, right after the window has opened, so that the first
 * machine that somebody asks for finds everything loaded: classes, native calls, style sheets,
 * glyphs. Failing costs nothing; the first real start says what is wrong.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final long MEMORY = 32L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final VmEngine engine;
    private final PreferenceStore preferences;
    private final Look look;
    private final Executor background;

    Rehearsal(VmEngine engine, PreferenceStore preferences, Look look, Executor background) {
        this.engine = engine;
        this.preferences = preferences;
        this.look = look;
        this.background = background;
    }

    void begin() {
        background.execute(() -> {
            try {
                engine.images().list().stream()
                        .filter(image -> image.shipped() && image.problem().isEmpty())
                        .findFirst()
                        .ifPresent(this::rehearse);
            } catch (EngineFailure failure) {
                LOG.debug("rehearsal: {}", failure.sentence());
            } catch (IllegalStateException closed) {
                LOG.debug("rehearsal: the engine was closed");
            }
        });
    }

    private void rehearse(Image shipped) {
        MachineSettings settings =
                MachineSettings.of(Unseen.image(shipped)).withMemory(MEMORY).withCommand("ls -l /");
        Machine machine = engine.machine(settings);
        FxThread.later(() -> show(machine));
    }

    /** Builds a tab that no window shows and draws it once. */
    private void show(Machine machine) {
        ConsoleTerminal terminal = new ConsoleTerminal(look);
        MachineTab.Started started =
                MachineTab.start(machine, terminal, ConsoleSize.USUAL, background);
        MachineTab tab = new MachineTab(terminal, look, preferences, started, asked -> {});
        Scene scene = new Scene(tab.view().node(), 900, 600);
        Subscription dressed = look.dress(scene);
        background.execute(() -> {
            await(machine);
            FxThread.later(() -> {
                tab.setShown(true);
                tab.frame(System.nanoTime());
                scene.snapshot(null);
                dressed.unsubscribe();
                tab.close();
                background.execute(machine::close);
            });
        });
    }

    private static void await(Machine machine) {
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (machine.state() == MachineState.STOPPED && System.nanoTime() < end) {
                Thread.sleep(1); // another thread is about to start it
            }
            if (!machine.awaitEnd(PATIENCE)) {
                machine.forceStop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
