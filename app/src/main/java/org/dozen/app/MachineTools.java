// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;

import org.dozen.app.escape.EscapeRoomModel;
import org.dozen.app.escape.EscapeRoomView;
import org.dozen.app.escape.GuestConsole;
import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.PngFile;
import org.dozen.app.shell.ShellView;
import org.dozen.app.terminal.ConsoleTerminal;
import org.dozen.app.text.Text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/** Gives a machine's tab the tools that work with several of its parts. On the JavaFX thread. */
final class MachineTools {
    private final MachineTab tab;
    private final ShellView shell;
    private final FileQuestions files;
    private final Executor background;

    MachineTools(MachineTab tab, ShellView shell, FileQuestions files, Executor background) {
        this.tab = tab;
        this.shell = shell;
        this.files = files;
        this.background = background;
    }

    void install() {
        EscapeRoomModel escape = new EscapeRoomModel(new ConsoleOfTab(tab));
        tab.view().addTools(new EscapeRoomView(escape, shell.cards()).node());
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
