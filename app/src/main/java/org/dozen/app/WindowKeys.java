// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.input.KeyCode;

import org.dozen.app.hostcalls.HostCallsView;
import org.dozen.app.library.LibraryCommands;
import org.dozen.app.shell.ShellView;
import org.dozen.app.shell.Shortcut;
import org.dozen.app.shell.Tab;
import org.dozen.app.text.Text;

import java.util.List;
import java.util.function.Consumer;

/** Every key of the window, in the order of the page that F1 shows. */
final class WindowKeys {
    private WindowKeys() {}

    static List<Shortcut> of(MainWindow window, ShellView shell, LibraryCommands library) {
        return List.of(
                Shortcut.key(KeyCode.F1, Text.of("keys.help"), shell::toggleShortcuts),
                Shortcut.key(KeyCode.F6, Text.of("keys.pane"), window::nextPane),
                Shortcut.key(KeyCode.F11, Text.of("keys.full"), window::toggleFullScreen),
                Shortcut.ctrlShift(
                        KeyCode.P,
                        "Ctrl+Shift+P",
                        Text.of("keys.present"),
                        window::togglePresenting),
                Shortcut.ctrlShift(
                        KeyCode.HOME,
                        "Ctrl+Shift+Home",
                        Text.of("keys.library"),
                        window::showLibrary),
                Shortcut.ctrlShift(
                        KeyCode.L, "Ctrl+Shift+L", Text.of("keys.search"), window::searchLibrary),
                Shortcut.ctrlShift(
                        KeyCode.N, "Ctrl+Shift+N", Text.of("keys.new"), window::createImage),
                Shortcut.ctrlShift(
                        KeyCode.I, "Ctrl+Shift+I", Text.of("keys.import"), library::bringIn),
                Shortcut.ctrlShift(
                        KeyCode.G, "Ctrl+Shift+G", Text.of("keys.inside"), library::lookInside),
                Shortcut.ctrlShift(
                        KeyCode.Y, "Ctrl+Shift+Y", Text.of("keys.start"), library::chooseStart),
                Shortcut.ctrl(
                        KeyCode.TAB,
                        "Ctrl+Tab",
                        Text.of("keys.nextTab"),
                        () -> shell.tabs().step(1)),
                Shortcut.ctrlShift(
                        KeyCode.TAB,
                        "Ctrl+Shift+Tab",
                        Text.of("keys.previousTab"),
                        () -> shell.tabs().step(-1)),
                Shortcut.ctrlShift(
                        KeyCode.W, "Ctrl+Shift+W", Text.of("keys.closeTab"), () -> closeTab(shell)),
                machine(
                        KeyCode.R,
                        "Ctrl+Shift+R",
                        Text.of("keys.restart"),
                        window,
                        tab -> tab.view().restart()),
                machine(
                        KeyCode.S,
                        "Ctrl+Shift+S",
                        Text.of("keys.stop"),
                        window,
                        tab -> tab.model().stop()),
                machine(
                        KeyCode.X,
                        "Ctrl+Shift+X",
                        Text.of("keys.force"),
                        window,
                        tab -> tab.model().forceStop()),
                machine(
                        KeyCode.M,
                        "Ctrl+Shift+M",
                        Text.of("keys.boot"),
                        window,
                        tab -> tab.view().showMilestones()),
                machine(
                        KeyCode.H,
                        "Ctrl+Shift+H",
                        Text.of("keys.calls"),
                        window,
                        tab -> tab.panel().focus()),
                machine(
                        KeyCode.DIGIT1,
                        "Ctrl+Shift+1",
                        Text.of("keys.page.calls"),
                        window,
                        tab -> tab.panel().open(HostCallsView.CALLS)),
                machine(
                        KeyCode.DIGIT2,
                        "Ctrl+Shift+2",
                        Text.of("keys.page.log"),
                        window,
                        tab -> tab.panel().open(HostCallsView.LOG)),
                machine(
                        KeyCode.DIGIT3,
                        "Ctrl+Shift+3",
                        Text.of("keys.page.flow"),
                        window,
                        tab -> tab.panel().open(HostCallsView.FLOW)),
                machine(
                        KeyCode.T,
                        "Ctrl+Shift+T",
                        Text.of("keys.chart"),
                        window,
                        tab -> tab.panel().chart().focus()),
                machine(
                        KeyCode.E,
                        "Ctrl+Shift+E",
                        Text.of("keys.log.filter"),
                        window,
                        tab -> tab.panel().findInLog()),
                machine(
                        KeyCode.A,
                        "Ctrl+Shift+A",
                        Text.of("keys.span.all"),
                        window,
                        tab -> tab.panel().model().timeline().chooseAll()),
                machine(
                        KeyCode.O,
                        "Ctrl+Shift+O",
                        Text.of("keys.order"),
                        window,
                        tab -> tab.panel().toggleOrder()),
                machine(
                        KeyCode.B,
                        "Ctrl+Shift+B",
                        Text.of("keys.bars"),
                        window,
                        tab -> tab.panel().toggleScale()),
                machine(
                        KeyCode.Z,
                        "Ctrl+Shift+Z",
                        Text.of("keys.since"),
                        window,
                        tab -> tab.panel().countFromNow()),
                machine(
                        KeyCode.J,
                        "Ctrl+Shift+J",
                        Text.of("keys.freeze"),
                        window,
                        tab -> tab.panel().toggleFrozen()),
                machine(
                        KeyCode.U,
                        "Ctrl+Shift+U",
                        Text.of("keys.witnesses"),
                        window,
                        tab -> tab.tools().ifPresent(MachineTools::showWitnesses)),
                machine(
                        KeyCode.K,
                        "Ctrl+Shift+K",
                        Text.of("keys.compare"),
                        window,
                        tab -> tab.tools().ifPresent(tools -> tools.showCompare(0))),
                Shortcut.ctrlShift(
                        KeyCode.D, "Ctrl+Shift+D", Text.of("keys.theme"), window::toggleTheme),
                Shortcut.ctrl(KeyCode.EQUALS, "Ctrl++", Text.of("keys.larger"), window::larger),
                Shortcut.ctrl(KeyCode.MINUS, "Ctrl+-", Text.of("keys.smaller"), window::smaller),
                Shortcut.ctrl(KeyCode.DIGIT0, "Ctrl+0", Text.of("keys.normal"), window::normalSize),
                Shortcut.ctrl(
                        KeyCode.COMMA, "Ctrl+,", Text.of("keys.settings"), window::showSettings),
                Shortcut.ctrlShift(
                        KeyCode.Q, "Ctrl+Shift+Q", Text.of("keys.quit"), window::requestClose));
    }

    /**
     * Other keys for the same: what keyboards without a plus of its own, or with a number block,
     * send.
     */
    static List<Shortcut> unlisted(MainWindow window) {
        return List.of(
                Shortcut.ctrlShift(KeyCode.EQUALS, "", "", window::larger),
                Shortcut.ctrl(KeyCode.PLUS, "", "", window::larger),
                Shortcut.ctrl(KeyCode.ADD, "", "", window::larger),
                Shortcut.ctrl(KeyCode.SUBTRACT, "", "", window::smaller),
                Shortcut.ctrl(KeyCode.NUMPAD0, "", "", window::normalSize));
    }

    private static Shortcut machine(
            KeyCode code,
            String keys,
            String words,
            MainWindow window,
            Consumer<MachineTab> action) {
        return Shortcut.ctrlShift(code, keys, words, () -> window.shownMachine().ifPresent(action));
    }

    private static void closeTab(ShellView shell) {
        Tab shown = shell.tabs().shown().get();
        if (shown != null) {
            shown.requestClose();
        }
    }
}
