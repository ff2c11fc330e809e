// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.ui.WindowRig.await;
import static org.dozen.ui.WindowRig.onScreen;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.dozen.app.MachineTab;
import org.dozen.app.MachineTools;
import org.dozen.app.hostcalls.CallRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

/** The panel's tools, the escape room, witnesses, comparison and exports, with real machines. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
final class PanelTest {
    /** Calls that depend on nothing but the work; timers and signals come as they like. */
    private static final List<String> STEADY =
            List.of("read", "write", "pread64", "pwrite64", "fdatasync", "fallocate");

    private static final int ATTEMPTS = 6;

    private final FxRobot robot = new FxRobot();
    private final WindowRig rig;

    PanelTest() throws IOException {
        Needs.nativeBuild();
        rig =
                WindowRig.open(
                        WindowRig.build(), "starter.ext4", now -> now.withWindow(1280, 820, false));
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void countingFromNowAndHoldingStillAreSaidInChipsThatEndThem() {
        MachineTab tab = rig.bootShipped();
        rig.type("ls /", "lost+found");
        press(KeyCode.Z);
        await("the chip says since when", () -> shown("#chip-since"));
        rig.type("echo so''me", "some");
        await("little is counted", () -> row(tab, "pread64").count() < 10);
        await("what was counted before is not", () -> row(tab, "write").count() > 0);
        press(KeyCode.J);
        await("the chip says that the numbers stand still", () -> shown("#chip-frozen"));
        long held = onScreen(() -> row(tab, "write").count());
        long before = tab.model().machine().hostCalls().total();
        rig.type("ls -l /bin; echo li''sted", "listed");
        await("the machine goes on", () -> tab.model().machine().hostCalls().total() > before);
        assertThat(onScreen(() -> row(tab, "write").count())).isEqualTo(held);
        robot.clickOn("#chip-frozen");
        await("they go on", () -> row(tab, "write").count() > held);
        robot.clickOn("#chip-since");
        await("all is counted again", () -> row(tab, "pread64").count() > 10);
        await("no chip is left", () -> !shown("#chip-since") && !shown("#chip-frozen"));
    }

    @Test
    void theNumbersGoToTheClipboardAsTextAndAsAPicture() {
        MachineTab tab = rig.bootShipped();
        await("there are calls", () -> row(tab, "pread64").count() > 0);
        fire("#calls-more", "copy-text");
        String text = onScreen(() -> Clipboard.getSystemClipboard().getString());
        assertThat(text).contains("Sealed").contains("pread64").contains("exit_group");
        fire("#calls-more", "copy-picture");
        await("a picture is there", () -> Clipboard.getSystemClipboard().hasImage());
    }

    @Test
    void everyAttemptOfTheEscapeRoomIsTypedRefusedAndExplained() {
        MachineTab tab = rig.bootShipped();
        int kinds = 0;
        for (String attempt : List.of("socket", "execve", "open", "ptrace")) {
            int wanted = ++kinds;
            awaitPrompt(tab);
            fire("#escape-room", "escape-" + attempt);
            await(
                    attempt + " is shown",
                    () ->
                            tab.panel().model().refused().size() == wanted
                                    && tab.panel().model().refused().stream()
                                            .anyMatch(call -> call.name().equals(attempt)));
            await("its card says what it would have meant", () -> card().contains("It tried to"));
            assertThat(onScreen(this::card)).contains(attempt + "(").contains("0x");
        }
        awaitPrompt(tab);
        fire("#escape-room", "escape-flood");
        await("the flood is counted", () -> tab.panel().model().state().refusedTotal() >= 1004);
        awaitPrompt(tab);
        fire("#escape-room", "escape-gate");
        await("it asks which", () -> rig.stage().getScene().lookup("#gate-number") != null);
        onScreen(() -> {
            rig.node(TextField.class, "#gate-number").setText("no such call");
            return true;
        });
        assertThat(onScreen(() -> rig.node(Button.class, "#gate-try").isDisabled())).isTrue();
        onScreen(() -> {
            rig.node(TextField.class, "#gate-number").setText("mount");
            rig.node(Button.class, "#gate-try").fire();
            return true;
        });
        await(
                "mount is refused",
                () ->
                        tab.panel().model().refused().stream()
                                .anyMatch(call -> call.name().equals("mount")));
    }

    @Test
    void whereNoPromptWaitsTheEscapeRoomSaysWhy() {
        MachineTab tab = rig.bootShipped();
        rig.type("sleep 1000", "sleep 1000");
        MenuButton menu = rig.node(MenuButton.class, "#escape-room");
        onScreen(() -> {
            menu.show();
            return true;
        });
        await("no attempt can be made", () -> item(menu, "escape-socket").isDisable());
        onScreen(() -> {
            menu.hide();
            tab.terminal().type("\u0003");
            return true;
        });
        awaitPrompt(tab);
        onScreen(() -> {
            menu.show();
            return true;
        });
        await("now it can", () -> !item(menu, "escape-socket").isDisable());
        onScreen(() -> {
            menu.hide();
            return true;
        });
    }

    @Test
    void strictModeEndsTheMachineAtTheFirstRefusalWithItsStory() {
        rig.prefer(now -> now.withStart("starter", now.start("starter").withStrict(true)));
        rig.bootShipped();
        MachineTab tab = rig.machine();
        awaitPrompt(tab);
        fire("#escape-room", "escape-ptrace");
        await("the end is shown", () -> shown("#ended"));
        assertThat(text("#ended-sentence"))
                .contains("strict")
                .contains("ptrace(")
                .contains("guest process")
                .contains("0x")
                .contains("It tried to");
    }

    @Test
    void aForgedReportIsCaughtAndTheWindowSaysSoPlainly() {
        MachineTab tab = rig.bootShipped();
        MachineTools tools = tab.tools().orElseThrow();
        await("the witnesses confirm", () -> tools.witnesses().headline().contains("seal, counts"));
        awaitPrompt(tab);
        fire("#escape-room", "escape-ring");
        await("a witness contradicts", () -> tools.witnesses().contradicted());
        await("a notice says so", () -> rig.stage().getScene().lookup(".notification") != null);
        await("the status line says so", () -> text("#status-proof").contains("not true"));
        await("the panel says so", () -> text("#report-notice").contains("do not agree"));
        press(KeyCode.U);
        await("the card says so", () -> text("#witness-headline").contains("NOT true"));
        assertThat(text("#witness-counts")).contains("never made");
    }

    @Test
    void aThousandCallsAreWatchedAndAnAuditRunGivesBothLists() {
        MachineTab tab = rig.bootShipped();
        MachineTools tools = tab.tools().orElseThrow();
        rig.type("while :; do ls -l /bin /etc; echo go''es; done", "goes");
        press(KeyCode.U);
        await("the card is open", () -> rig.stage().getScene().lookup("#witness-watch") != null);
        onScreen(() -> {
            rig.node(Button.class, "#witness-watch").fire();
            return true;
        });
        await("it was watched", () -> text("#witness-sample").contains("in a row were watched"));
        onScreen(() -> {
            rig.node(Button.class, "#witness-audit").fire();
            return true;
        });
        await("both lists are there", () -> shown("#audit-lists"));
        assertThat(tools.witnesses().lists().orElseThrow().difference()).isEmpty();
        assertThat(text("#audit-difference")).contains("call by call");
        onScreen(() -> {
            rig.node(Button.class, "#audit-forged").fire();
            return true;
        });
        await(
                "the forged list differs",
                () ->
                        tools.witnesses()
                                .lists()
                                .map(lists -> lists.difference().isPresent())
                                .orElse(false));
        await("in words", () -> text("#witness-audit-run").contains("another list"));
    }

    @Test
    void theSameCommandIsComparedWithThisHost() {
        Needs.file(Path.of("/usr/bin/strace"), "install strace");
        rig.bootShipped();
        press(KeyCode.K);
        await("the card is open", () -> rig.stage().getScene().lookup("#compare-runs") != null);
        await("phases are there", () -> rig.stage().getScene().lookup("#phase-table") != null);
        onScreen(() -> {
            ((javafx.scene.control.ToggleButton) rig.stage().getScene().lookup("#compare-runs"))
                    .setSelected(true);
            return true;
        });
        await("the page is shown", () -> rig.stage().getScene().lookup("#compare-go") != null);
        onScreen(() -> {
            rig.node(Button.class, "#compare-go").fire();
            return true;
        });
        await(
                "who asks for more is said",
                () ->
                        rig.stage().getScene().lookup("#compare-verdict") instanceof Label label
                                && label.getText().contains("the host's own processes"));
    }

    @Test
    void tracesAndPicturesAreWrittenFromTheMenu() throws IOException {
        MachineTab tab = rig.bootShipped();
        MachineTools tools = tab.tools().orElseThrow();
        Path trace = rig.folder().resolve("run.csv");
        rig.saveTo(trace);
        fire("#calls-more", "trace-csv");
        await("a chip says so", () -> shown("#chip-trace"));
        rig.type("ls -l /bin; echo li''sted", "listed");
        await("calls are written", () -> !tools.traces().words().contains(": 0 calls"));
        onScreen(() -> {
            rig.node(Button.class, "#chip-trace").fire();
            return true;
        });
        await("the file is finished", () -> Files.exists(trace));
        assertThat(Files.readString(trace)).contains("call,").contains("end,");
        for (String what : List.of("panel", "chart")) {
            Path picture = rig.folder().resolve(what + ".png");
            rig.saveTo(picture);
            fire("#calls-more", "save-" + what);
            await("the picture is complete", () -> complete(picture));
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(image.getWidth()).isGreaterThan(400);
            assertThat(image.getHeight()).isGreaterThan(100);
        }
    }

    /** The outside count is ptrace's: strace, and of what it sees only what comes from the gate. */
    @Test
    void theNumbersOnScreenAreThoseOfAnOutsideCount() throws Exception {
        Needs.file(Path.of("/usr/bin/strace"), "install strace");
        MachineTab tab = rig.bootShipped();
        rig.type("escape socket", "refused by");
        await("the gate is known", () -> !tab.panel().model().refused().isEmpty());
        long gate = onScreen(() -> tab.panel().model().refused().getFirst().address());
        Map<String, Long> screen = Map.of();
        Map<String, Long> outside = Map.of("never", 1L);
        for (int i = 0; i < ATTEMPTS && !screen.equals(outside); i++) {
            // The journal writes when it likes: such a call may fall between the two begins or
            // ends.
            Path file = rig.folder().resolve("strace-" + i);
            Process strace = attach(tab.model().machine().processId().orElseThrow(), file);
            press(KeyCode.Z);
            await("it counts from now", () -> shown("#chip-since"));
            String word = "done" + i;
            rig.type(
                    "ls -l /etc; cat /bin/sh | md5sum; dd if=/dev/zero of=/x bs=4k count=20; sync;"
                            + " echo do''ne"
                            + i,
                    word);
            awaitPrompt(tab);
            WindowRig.rest(200);
            press(KeyCode.J);
            await("the numbers stand", () -> shown("#chip-frozen"));
            strace.toHandle().destroy();
            assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
            outside = fromGate(file, gate);
            screen =
                    onScreen(() -> {
                        Map<String, Long> counts = new HashMap<>();
                        for (String name : STEADY) {
                            CallRow row = row(tab, name);
                            if (row.used()) {
                                counts.put(name, number(row.countText()));
                            }
                        }
                        return counts;
                    });
            press(KeyCode.J);
            await("the numbers go on", () -> !shown("#chip-frozen"));
        }
        assertThat(screen).isEqualTo(outside).containsKeys("pwrite64", "write", "fdatasync");
    }

    private Process attach(long pid, Path file) throws IOException {
        Path said = Files.createTempFile(rig.folder(), "strace", "");
        Process strace =
                new ProcessBuilder(
                                "strace",
                                "-i",
                                "-s",
                                "0",
                                "-o",
                                file.toString(),
                                "-p",
                                Long.toString(pid))
                        .redirectError(said.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await("strace has attached", () -> contains(said, "attached") || !strace.isAlive());
        if (!strace.isAlive()) {
            Needs.file(Path.of("/no ptrace"), "let ptrace attach: " + Files.readString(said));
        }
        return strace;
    }

    private static Map<String, Long> fromGate(Path file, long gate) throws IOException {
        Pattern call = Pattern.compile("\\[([0-9a-f]+)\\] (\\w+)\\(.*");
        Map<String, Long> counts = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher parts = call.matcher(line);
            if (parts.matches()
                    && Long.parseUnsignedLong(parts.group(1), 16) == gate
                    && STEADY.contains(parts.group(2))) {
                counts.merge(parts.group(2), 1L, Long::sum);
            }
        }
        return counts;
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether a picture can be read to its end. */
    private static boolean complete(Path picture) {
        try {
            return Files.exists(picture) && ImageIO.read(picture.toFile()) != null;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static long number(String written) {
        return Long.parseLong(written.replaceAll("\\D", ""));
    }

    private static CallRow row(MachineTab tab, String name) {
        return tab.panel().model().rows().stream()
                .filter(row -> row.call().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitPrompt(MachineTab tab) {
        await("the prompt is back", () -> tab.terminal().screen().stripTrailing().endsWith("/ #"));
    }

    private void press(KeyCode key) {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, key)
                .release(key, KeyCode.SHIFT, KeyCode.CONTROL);
    }

    private void fire(String menu, String id) {
        MenuButton button = rig.node(MenuButton.class, menu);
        onScreen(() -> {
            item(button, id).fire();
            return true;
        });
    }

    private static MenuItem item(MenuButton menu, String id) {
        return all(menu.getItems()).stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the menu has no " + id));
    }

    private static List<MenuItem> all(List<MenuItem> items) {
        return items.stream()
                .flatMap(item ->
                        item instanceof javafx.scene.control.Menu menu
                                ? all(menu.getItems()).stream()
                                : java.util.stream.Stream.of(item))
                .toList();
    }

    private String card() {
        Node card = rig.stage().getScene().lookup(".refused-card");
        return card == null ? "" : card.getAccessibleText();
    }

    private boolean shown(String selector) {
        Node node = rig.stage().getScene().lookup(selector);
        return node != null && node.isVisible();
    }

    private String text(String selector) {
        return onScreen(() ->
                rig.stage().getScene().lookup(selector) instanceof Label label
                        ? label.getText()
                        : "");
    }
}
