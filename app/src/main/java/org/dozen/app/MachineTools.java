// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.util.Subscription;

import org.dozen.app.compare.CompareView;
import org.dozen.app.compare.CompareViewModel;
import org.dozen.app.escape.EscapeRoomModel;
import org.dozen.app.escape.EscapeRoomView;
import org.dozen.app.escape.GuestConsole;
import org.dozen.app.export.TraceViewModel;
import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Icon;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.PngFile;
import org.dozen.app.fx.Pulse;
import org.dozen.app.shell.ShellView;
import org.dozen.app.terminal.ConsoleTerminal;
import org.dozen.app.text.Text;
import org.dozen.app.witness.WitnessView;
import org.dozen.app.witness.WitnessViewModel;
import org.dozen.engine.VmEngine;
import org.dozen.engine.export.TraceFormat;
import org.dozen.engine.machine.Machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/** Gives a machine's tab the tools that work with several of its parts. On the JavaFX thread. */
public final class MachineTools {
    private static final long LOOK_NANOS = 300_000_000L;

    private final MachineTab tab;
    private final ShellView shell;
    private final FileQuestions files;
    private final Executor background;
    private final Pulse pulse;
    private final Look look;
    private final WitnessViewModel witnesses;
    private final CompareViewModel compare;
    private final TraceViewModel traces;
    private final Button chip = new Button("", Icon.STOP.node());
    private long lastLook;
    private long accusedRun;

    MachineTools(
            MachineTab tab,
            ShellView shell,
            FileQuestions files,
            VmEngine engine,
            Executor background,
            Pulse pulse,
            Look look) {
        this.tab = tab;
        this.shell = shell;
        this.files = files;
        this.background = background;
        this.pulse = pulse;
        this.look = look;
        Machine machine = tab.model().machine();
        Unseen unseen = new Unseen(engine, background);
        this.witnesses =
                new WitnessViewModel(new WitnessesOfMachine(machine, unseen), FxThread.executor());
        this.traces =
                new TraceViewModel(new TraceOfMachine(machine), background, FxThread.executor());
        this.compare =
                new CompareViewModel(
                        new RunsOfMachines(
                                machine,
                                () ->
                                        engine.machines().stream()
                                                .filter(other -> !Unseen.isOne(other))
                                                .toList(),
                                unseen,
                                background),
                        background,
                        FxThread.executor());
    }

    /** Puts the tools into the tab; they end with the subscription. */
    Subscription install() {
        EscapeRoomModel escape = new EscapeRoomModel(new ConsoleOfTab(tab));
        tab.view()
                .addTools(
                        new EscapeRoomView(escape, shell.cards()).node(),
                        tool(
                                "witnesses",
                                Icon.SHIELD,
                                Text.of("witness.title"),
                                this::showWitnesses),
                        tool(
                                "compare",
                                Icon.SCALES,
                                Text.of("compare.title"),
                                () -> showCompare(0)));
        tab.panel().onBadge(this::showWitnesses);
        tab.panel()
                .addTools(
                        List.of(
                                item("copy-text", Text.of("calls.copy.text"), this::copyText),
                                item(
                                        "copy-picture",
                                        Text.of("calls.copy.picture"),
                                        tab.panel()::copyPicture)));
        tab.panel()
                .addTools(
                        List.of(
                                item(
                                        "save-panel",
                                        Text.of("calls.save.panel"),
                                        () -> save("panel", tab.panel().picture())),
                                item(
                                        "save-chart",
                                        Text.of("calls.save.chart"),
                                        () -> save("chart", tab.panel().chartPicture()))));
        addTraces();
        return pulse.add(this::look).and(traces::finish);
    }

    private void addTraces() {
        traces.onDone(shell::warn);
        traces.onTrouble(shell::fail);
        Menu formats = new Menu(Text.of("trace.menu"));
        formats.setId("trace-menu");
        for (TraceFormat format : TraceFormat.values()) {
            formats.getItems()
                    .add(item("trace-" + format.label(), words(format), () -> beginTrace(format)));
        }
        tab.panel().addTools(List.of(formats));
        chip.setId("chip-trace");
        chip.getStyleClass().addAll("chip", "chip-trace");
        chip.setOnAction(event -> traces.finish());
        chip.setVisible(false);
        chip.setManaged(false);
        tab.panel().addChip(chip);
    }

    private void beginTrace(TraceFormat format) {
        files.save(tab.model().name().replace(' ', '-') + "." + format.extension())
                .ifPresent(file -> traces.begin(file, format));
    }

    private static String words(TraceFormat format) {
        return switch (format) {
            case CSV -> Text.of("trace.csv");
            case JSON_LINES -> Text.of("trace.jsonl");
            case STRACE -> Text.of("trace.strace");
            case PERFETTO -> Text.of("trace.perfetto");
        };
    }

    /** The file that the machine's calls are being written to. */
    public TraceViewModel traces() {
        return traces;
    }

    /** The witnesses of the machine. */
    public WitnessViewModel witnesses() {
        return witnesses;
    }

    /** Shows what the witnesses say. */
    public void showWitnesses() {
        WitnessView view = new WitnessView(witnesses, shell::closeOverlay);
        Subscription frames = pulse.add(now -> view.frame());
        shell.cards().open(view.node(), view.first(), frames::unsubscribe);
    }

    /** What this machine is compared with. */
    public CompareViewModel compare() {
        return compare;
    }

    /** Compares: page 0 phases, 1 two runs, 2 the lists of others. */
    public void showCompare(int page) {
        CompareView view = new CompareView(compare, look, files::program, shell::closeOverlay);
        view.choose(page);
        Subscription frames = pulse.add(view::frame);
        shell.cards().open(view.node(), view.first(), frames::unsubscribe);
    }

    /** Says once in each run, and plainly, that a witness contradicts the machine. */
    private void look(long nowNanos) {
        if (nowNanos - lastLook < LOOK_NANOS) {
            return;
        }
        lastLook = nowNanos;
        traces.frame();
        chip.setText(traces.words());
        chip.setVisible(traces.writing());
        chip.setManaged(traces.writing());
        witnesses.frame();
        long run = tab.model().beginNanos();
        if (witnesses.contradicted() && accusedRun != run) {
            accusedRun = run;
            shell.fail(tab.model().name() + ": " + witnesses.accusation());
        }
    }

    private void copyText() {
        tab.panel().copyText(tab.model().name());
    }

    private void save(String what, WritableImage picture) {
        files.save(tab.model().name().replace(' ', '-') + "-" + what + ".png")
                .ifPresent(file -> background.execute(() -> write(picture, file)));
    }

    private void write(WritableImage picture, Path file) {
        try {
            PngFile.write(picture, file);
            FxThread.later(() -> shell.warn(Text.of("save.done", file)));
        } catch (IOException refused) {
            FxThread.later(() ->
                    shell.fail(Text.of("save.failed", file, String.valueOf(refused.getMessage()))));
        }
    }

    private static Button tool(String id, Icon icon, String words, Runnable action) {
        Button button = new Button(words, icon.node());
        button.setId(id);
        button.getStyleClass().addAll("flat", "tool");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static MenuItem item(String id, String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** The console of a tab as the escape room sees it. */
    private record ConsoleOfTab(MachineTab tab) implements GuestConsole {
        @Override
        public boolean running() {
            return tab.model().machine().state().active();
        }

        @Override
        public boolean prompted() {
            return tab.model().prompted();
        }

        @Override
        public String screen() {
            return tab.terminal().screen();
        }

        @Override
        public void type(String line) {
            ConsoleTerminal terminal = tab.terminal();
            terminal.type(line + "\r");
            terminal.focus();
        }
    }
}
