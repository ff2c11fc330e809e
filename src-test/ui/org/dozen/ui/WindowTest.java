// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.ui.WindowRig.await;
import static org.dozen.ui.WindowRig.onScreen;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.dozen.app.MachineTab;
import org.dozen.engine.machine.Machine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a person does with the window, with a real machine behind it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class WindowTest {
    private final FxRobot robot = new FxRobot();
    private final WindowRig rig;

    WindowTest() throws IOException {
        Needs.nativeBuild();
        rig =
                WindowRig.open(
                        WindowRig.build(), "starter.ext4", now -> now.withWindow(960, 700, false));
    }

    @BeforeEach
    void theListIsThere() {
        await(
                "the library shows the shipped image",
                () -> rig.stage().getScene().lookup("#image-starter") != null);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void doubleClickBootsAndTheShellAnswersAndItsCallsAreCounted() {
        boot("#image-starter");
        MachineTab tab = rig.machine();
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
        assertThat(tab.terminal().screen()).contains("#");
        assertThat(onScreen(() -> tab.terminal().focused())).isTrue();

        await("the badge says sealed", () -> badge().startsWith("Sealed · "));
        long before = tab.model().machine().hostCalls().total();
        robot.write("ls /\n");
        await("the listing is on screen", () -> tab.terminal().screen().contains("lost+found"));
        await("host calls have risen", () -> tab.model().machine().hostCalls().total() > before);
        await(
                "the panel shows it",
                () ->
                        !text("#host-call-count").equals("0")
                                && !text("#guest-call-count").equals("0"));
        assertThat(tab.panel().model().rows()).hasSize(12);
        assertThat(text("#status-boot")).contains("to prompt");
        assertThat(text("#console-size")).contains("×");
    }

    @Test
    void aRefusedCallTurnsRedWithItsStory() {
        rig.bootShipped();
        rig.type("escape socket", "refused");
        await("the badge counts it", () -> badge().endsWith("1 refused"));
        await("the card is there", () -> rig.stage().getScene().lookup(".refused-card") != null);
        String card =
                onScreen(() -> rig.stage().getScene().lookup(".refused-card").getAccessibleText());
        assertThat(card).contains("socket(").contains("guest process").contains("0x");
        assertThat(text("#status-proof")).contains("1 call refused");
    }

    @Test
    void enterInTheListBootsAndThePowerButtonEndsInOrder() {
        onScreen(() -> {
            rig.stage().getScene().lookup("#image-table").requestFocus();
            return true;
        });
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await("a machine's tab is shown", () -> rig.window().shownMachine().isPresent());
        MachineTab tab = rig.machine();
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
        robot.clickOn("#machine-stop");
        await(
                "the end is shown with its reason",
                () -> rig.stage().getScene().lookup("#ended").isVisible());
        assertThat(text("#ended-sentence")).isNotBlank();

        robot.clickOn("#start-again");
        await(
                "it runs again",
                () -> tab.model().prompted() && tab.model().machine().state().active());
        await(
                "the end is no longer shown",
                () -> !rig.stage().getScene().lookup("#ended").isVisible());
    }

    @Test
    void aKilledMachineSaysSoInItsTab() throws IOException {
        MachineTab tab = rig.bootShipped();
        ProcessHandle.of(tab.model().machine().processId().orElseThrow())
                .orElseThrow()
                .destroyForcibly();
        await("the end is shown", () -> rig.stage().getScene().lookup("#ended").isVisible());
        assertThat(text("#ended-sentence")).contains("kill");
    }

    @Test
    void severalMachinesRunAtOnceInTabs() {
        MachineTab first = rig.bootShipped();
        MachineTab second = rig.bootShipped();
        assertThat(second).isNotSameAs(first);
        rig.type("echo the sec''ond", "the second");
        robot.press(KeyCode.CONTROL, KeyCode.TAB).release(KeyCode.TAB, KeyCode.CONTROL);
        assertThat(rig.machine()).isSameAs(first);
        rig.type("echo the fi''rst", "the first");
        assertThat(second.terminal().screen()).doesNotContain("the first");
    }

    @Test
    void closingWithAMachineRunningAsksAndThenShutsDown() {
        MachineTab tab = rig.bootShipped();
        Machine machine = tab.model().machine();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Q)
                .release(KeyCode.Q, KeyCode.SHIFT, KeyCode.CONTROL);
        await("it asks", () -> rig.stage().getScene().lookup("#question") != null);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await("Escape answers no", () -> rig.stage().getScene().lookup("#question") == null);
        assertThat(machine.state().active()).isTrue();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Q)
                .release(KeyCode.Q, KeyCode.SHIFT, KeyCode.CONTROL);
        await("it asks again", () -> rig.stage().getScene().lookup("#question-yes") != null);
        robot.clickOn("#question-yes");
        await("the window has closed", () -> !rig.stage().isShowing());
        assertThat(machine.state().active()).isFalse();
        assertThat(machine.ending().orElseThrow().failure()).isEmpty();
    }

    @Test
    void anImportedImageIsListedAndBoots() throws IOException {
        Path source = rig.folder().resolve("my disk.img");
        Files.copy(WindowRig.build().resolve("starter.ext4"), source);
        rig.choose(source);
        robot.clickOn("#page-import");
        await(
                "the image is in the list",
                () -> rig.stage().getScene().lookup("#image-my-disk") != null);
        boot("#image-my-disk");
        MachineTab tab = rig.machine();
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
    }

    @Test
    void aFileThatIsNoImageIsRefusedInASentence() throws IOException {
        Path source = rig.folder().resolve("letter.img");
        Files.writeString(source, "Dear reader,\n".repeat(1000), StandardCharsets.UTF_8);
        rig.choose(source);
        robot.clickOn("#page-import");
        await(
                "a notice says so",
                () -> rig.stage().getScene().lookup("#notices .notification") != null);
        assertThat(names()).doesNotContain("letter");
    }

    @Test
    void everyRowOfTheTwelveExplainsItself() {
        rig.bootShipped();
        robot.moveTo("#call-pread64");
        await(
                "the card is shown",
                () -> rig.stage().getScene().lookup("#explain-card").isVisible());
        assertThat(
                        onScreen(() ->
                                ((Label) rig.stage().getScene().lookup(".explain-title"))
                                        .getText()))
                .contains("pread64");
        robot.clickOn("#call-pread64").press(KeyCode.DOWN).release(KeyCode.DOWN);
        await(
                "the arrow moves on",
                () ->
                        !((Label) rig.stage().getScene().lookup(".explain-title"))
                                .getText()
                                .contains("pread64"));
    }

    @Test
    void themeAndSizeChangeAtOnceAndAreKept() throws IOException {
        rig.bootShipped();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D)
                .release(KeyCode.D, KeyCode.SHIFT, KeyCode.CONTROL);
        robot.press(KeyCode.CONTROL, KeyCode.EQUALS).release(KeyCode.EQUALS, KeyCode.CONTROL);
        await("the scale has changed", () -> rig.window().look().scale().get() > 1);
        Path kept = rig.folder().resolve("preferences");
        await(
                "both are on disk",
                () -> lines(kept).contains("theme=light") && lines(kept).contains("scale=1.125"));
        robot.press(KeyCode.F1).release(KeyCode.F1);
        await("the keys are listed", () -> rig.stage().getScene().lookup("#shortcut-page") != null);
    }

    @Test
    void whatIsInTheClipboardCanBePasted() {
        MachineTab tab = rig.bootShipped();
        onScreen(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("echo pas''ted");
            tab.terminal().focus();
            return Clipboard.getSystemClipboard().setContent(content);
        });
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V)
                .release(KeyCode.V, KeyCode.SHIFT, KeyCode.CONTROL);
        await("it is on the line", () -> tab.terminal().screen().contains("echo pas''ted"));
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await("the shell has run it", () -> tab.terminal().screen().contains("\npasted"));
    }

    @Test
    void keysOfATerminalReachTheGuest() {
        MachineTab tab = rig.bootShipped();
        onScreen(() -> {
            tab.terminal().focus();
            return true;
        });
        robot.write("sleep 1000\n");
        await("it is typed", () -> tab.terminal().screen().contains("sleep 1000"));
        WindowRig.rest(200);
        robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);
        robot.press(KeyCode.SHIFT).release(KeyCode.SHIFT); // alone it means nothing
        robot.write("echo al''ive\n");
        await("the shell is back", () -> tab.terminal().screen().contains("\nalive"));
        robot.press(KeyCode.UP).release(KeyCode.UP);
        await(
                "the line before is back",
                () -> tab.terminal().screen().strip().endsWith("echo al''ive"));
    }

    @Test
    void theGuestKnowsTheSizeOfTheConsoleFromTheStartAndLearnsItsChanges() {
        MachineTab tab = rig.bootShipped();
        String first =
                onScreen(
                        () -> tab.terminal().size().rows() + " " + tab.terminal().size().columns());
        rig.type("stty size", "\n" + first);
        onScreen(() -> {
            rig.stage().setHeight(560);
            return true;
        });
        await("there are fewer rows", () -> tab.terminal().size().rows() < 28);
        String second =
                onScreen(
                        () -> tab.terminal().size().rows() + " " + tab.terminal().size().columns());
        assertThat(second).isNotEqualTo(first);
        await("the header says so", () -> !text("#console-size").isEmpty());
        WindowRig.rest(700); // the emulator waits until a resize has come to rest
        rig.type("stty size", "\n" + second);
    }

    /**
     * A double click; on a host that is busy the two may come too far apart, and then once more.
     */
    private void boot(String image) {
        boolean booted = false;
        for (int attempt = 0; attempt < 10 && !booted; attempt++) {
            robot.doubleClickOn(image, MouseButton.PRIMARY);
            booted = booted(5_000);
        }
        await("a machine's tab is shown", () -> rig.window().shownMachine().isPresent());
    }

    private boolean booted(int millis) {
        for (int waited = 0; waited < millis; waited += 50) {
            if (onScreen(() -> rig.window().shownMachine().isPresent())) {
                return true;
            }
            WindowRig.rest(50);
        }
        return false;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private String names() {
        return onScreen(() -> rig.window().library().shown().toString());
    }

    private String badge() {
        return ((Label) rig.stage().getScene().lookup("#seal-badge")).getText();
    }

    private String text(String selector) {
        return onScreen(() -> {
            Node node = rig.stage().getScene().lookup(selector);
            return node instanceof Button button ? button.getText() : ((Label) node).getText();
        });
    }
}
