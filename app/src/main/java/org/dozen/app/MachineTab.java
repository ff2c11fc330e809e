// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.util.Subscription;

import org.dozen.app.fx.FrameTask;
import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Look;
import org.dozen.app.hostcalls.BarScale;
import org.dozen.app.hostcalls.CallOrder;
import org.dozen.app.hostcalls.HostCallsView;
import org.dozen.app.hostcalls.HostCallsViewModel;
import org.dozen.app.hostcalls.log.LogTap;
import org.dozen.app.machine.MachineView;
import org.dozen.app.machine.MachineViewModel;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.Preferences;
import org.dozen.app.shell.Tab;
import org.dozen.app.terminal.ConsoleTerminal;
import org.dozen.app.text.Text;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineState;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Puts a machine's panel, console and status together in a tab. Lives on the JavaFX thread. */
public final class MachineTab implements FrameTask {
    /**
     * A machine that has been told to start.
     *
     * @param tap sees its host calls from the first one on
     * @param tapping ends that
     */
    record Started(MachineViewModel model, LogTap tap, Machine.Listening tapping) {}

    private final MachineViewModel model;
    private final ConsoleTerminal terminal;
    private final HostCallsView panel;
    private final MachineView view;
    private final Tab tab;
    private Subscription subscriptions;
    private Optional<MachineTools> tools = Optional.empty();
    private boolean shown;
    private long drawingsAtPrompt = -1;

    MachineTab(
            ConsoleTerminal terminal,
            Look look,
            PreferenceStore preferences,
            Started started,
            Consumer<MachineTab> closeRequest) {
        this.terminal = terminal;
        this.model = started.model();
        HostCallsViewModel calls = new HostCallsViewModel(new RunOfMachine(model), started.tap());
        this.panel = new HostCallsView(calls, look);

        this.view = new MachineView(model, panel.node(), terminal.node(), preferences);
        this.tab =
                new Tab(
                        model.name(),
                        view.node(),
                        view.statusLine(),
                        terminal::focus,
                        () -> closeRequest.accept(this));
        terminal.onSize(view::showSize);
        panel.onChoice(MachineTab.keeping(preferences));
        subscriptions =
                preferences
                        .now()
                        .subscribe(this::choose)
                        .and(model.state().subscribe(now -> tab.setDot(dot(now))))
                        .and(started.tapping()::close)
                        .and(model.asSubscription());
    }

    public MachineViewModel model() {
        return model;
    }

    public ConsoleTerminal terminal() {
        return terminal;
    }

    public HostCallsView panel() {
        return panel;
    }

    public MachineView view() {
        return view;
    }

    public Tab tab() {
        return tab;
    }

    /**
     * Starts a machine whose console goes to a terminal. Before any view of it is built: it boots
     * meanwhile.
     */
    static Started start(
            Machine machine, ConsoleTerminal terminal, ConsoleSize size, Executor background) {
        LogTap tap = new LogTap();
        Machine.Listening tapping = machine.tap(tap);
        MachineViewModel model = new MachineViewModel(machine, background, FxThread.executor());
        AtomicInteger runs = new AtomicInteger();
        terminal.onFirstOutput(model.launch()::firstByte);
        model.onConsole(console -> {
            if (runs.getAndIncrement() > 0) {
                terminal.print(
                        "\u001b[0m\r\n\u001b[2m" + Text.of("machine.nextRun") + "\u001b[0m\r\n");
            }
            terminal.attach(console);
        });
        model.start(size);
        return new Started(model, tap, tapping);
    }

    /** Adds what works with several parts of the tab. */
    void install(MachineTools added) {
        tools = Optional.of(added);
        subscriptions = subscriptions.and(added.install());
    }

    /** What works with several parts of the tab; empty for a tab that no window shows. */
    public Optional<MachineTools> tools() {
        return tools;
    }

    void setShown(boolean now) {
        shown = now;
        if (now) {
            panel.redraw();
        }
    }

    @Override
    public void frame(long nowNanos) {
        view.frame(nowNanos);
        if (shown) {
            panel.frame(nowNanos);
        } else {
            panel.model().frame(nowNanos); // history goes on while nobody looks
        }
        seePaint();
    }

    void close() {
        subscriptions.unsubscribe();
        view.close();
        panel.close();
        terminal.close();
    }

    /**
     * The prompt is painted when text was drawn after the machine had waited for input and its
     * words had come.
     */
    private void seePaint() {
        if (model.launch().isPainted() || terminal.received() == 0 || !model.prompted()) {
            drawingsAtPrompt = -1;
        } else if (drawingsAtPrompt < 0) {
            drawingsAtPrompt = terminal.drawings();
            terminal.repaint(); // it may have been drawn already, and then nothing would be drawn
            // until the caret blinks
        } else if (terminal.drawings() > drawingsAtPrompt) {
            model.launch().paint();
        }
    }

    private void choose(Preferences now) {
        CallOrder order = now.rankOrder() ? CallOrder.RANK : CallOrder.TABLE;
        BarScale scale = now.logBars() ? BarScale.LOGARITHMIC : BarScale.LINEAR;
        panel.choose(order, scale);
    }

    private static Consumer<HostCallsViewModel> keeping(PreferenceStore preferences) {
        return calls ->
                preferences.change(now ->
                        now.withRankOrder(calls.order() == CallOrder.RANK)
                                .withLogBars(calls.scale() == BarScale.LOGARITHMIC));
    }

    private static Tab.Dot dot(MachineState state) {
        return switch (state) {
            case STOPPED, ENDED -> Tab.Dot.NONE;
            case STARTING, STOPPING -> Tab.Dot.BUSY;
            case RUNNING -> Tab.Dot.GOOD;
            case FAILED -> Tab.Dot.BAD;
        };
    }
}
