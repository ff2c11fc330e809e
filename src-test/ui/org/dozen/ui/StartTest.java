// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.ui.WindowRig.await;
import static org.dozen.ui.WindowRig.onScreen;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.dozen.app.MachineTab;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.MachineSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a person chooses for a start is what is started. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class StartTest {
    private final FxRobot robot = new FxRobot();
    private final WindowRig rig;

    StartTest() throws IOException {
        Needs.nativeBuild();
        rig =
                WindowRig.open(
                        WindowRig.build(), "starter.ext4", now -> now.withWindow(1000, 820, false));
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    private Node lookup(String selector) {
        return rig.stage().getScene().lookup(selector);
    }

    private void open(Image image) {
        onScreen(() -> {
            rig.window().chooseStart(image);
            return true;
        });
        await("the page is shown", () -> lookup("#start-memory") != null);
    }

    private void choose(String radio) {
        onScreen(() -> {
            ((RadioButton) lookup(radio)).setSelected(true);
            return true;
        });
    }

    private void write(String field, String words) {
        onScreen(() -> {
            ((TextField) lookup(field)).setText(words);
            return true;
        });
    }

    private void press(String button) {
        onScreen(() -> {
            ((Button) lookup(button)).fire();
            return true;
        });
    }

    private String line() {
        return ((Label) lookup("#start-line")).getText();
    }

    private MachineTab boot() {
        press("#start-boot");
        await("a machine's tab is shown", () -> rig.window().shownMachine().isPresent());
        return rig.machine();
    }

    private List<String> names(Image image, String path) {
        try (ImageFiles files = rig.engine().workshop().look(image)) {
            return files.list(path).stream().map(FileEntry::name).toList();
        }
    }

    @Test
    void thePageStartsWhatItSaysAndRemembersIt() throws IOException {
        Image image = rig.systemImage();
        Path data = rig.engine().workshop().make("data", "ext4", 16 << 20, false).path();
        open(image);
        assertThat(onScreen(this::line)).isEqualTo("dozen run work");
        onScreen(() -> {
            ((ComboBox<?>) lookup("#start-memory")).getEditor().setText("8 MB");
            return true;
        });
        await("it says what is wrong", () -> lookup("#start-fault-memory").isVisible());
        assertThat(onScreen(() -> lookup("#start-boot").isDisabled())).isTrue();
        onScreen(() -> {
            ((ComboBox<?>) lookup("#start-memory")).getEditor().setText("96 MB");
            return true;
        });
        choose("#start-writes-thrown_away");
        rig.choose(data);
        press("#start-disk-add");
        String expected = "dozen run work --memory 96M --changes discard --disk " + data;
        await("the command line says so", () -> line().equals(expected));
        press("#start-copy");
        assertThat(onScreen(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(expected);

        MachineTab tab = boot();
        MachineSettings settings = tab.model().machine().settings();
        assertThat(settings.memoryBytes()).isEqualTo(96L << 20);
        assertThat(settings.boot().throwAway()).isTrue();
        assertThat(settings.boot().disks()).hasSize(1);
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
        rig.type("touch /root/seen; ls /dev/vd?; sync", "/dev/vdb");
        onScreen(() -> {
            tab.model().stop();
            return true;
        });
        await("it has ended", () -> !tab.model().machine().state().active());
        assertThat(names(image, "/root")).isEmpty();

        open(image);
        assertThat(onScreen(this::line)).isEqualTo(expected);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await("the page is closed", () -> lookup("#start-page") == null);
    }

    @Test
    void whatARunWroteIsKeptAsAnotherImage() {
        Image image = rig.systemImage();
        open(image);
        choose("#start-writes-kept");
        write("#start-keep-as", "work");
        await("the name is taken", () -> lookup("#start-fault-keep_as").isVisible());
        write("#start-keep-as", "outcome");
        choose("#start-run-line");
        write("#start-command", "touch /root/seen");
        await("all is well", () -> !lookup("#start-boot").isDisabled());

        MachineTab tab = boot();
        await("it has ended", () -> !tab.model().machine().state().active());
        await("it is in the library", () -> lookup("#image-outcome") != null);
        Image kept = rig.engine().images().resolve("outcome");
        assertThat(names(kept, "/root")).containsExactly("seen");
        assertThat(names(image, "/root")).isEmpty();
    }

    @Test
    void whatARunWroteIsMergedEvenWhenItsTabIsClosedAtOnce() {
        Image image = rig.systemImage();
        open(image);
        choose("#start-writes-merged");
        await("all is well", () -> !lookup("#start-boot").isDisabled());
        MachineTab tab = boot();
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
        rig.type("touch /root/seen; echo do''ne", "done");
        assertThat(names(image, "/root")).isEmpty();
        onScreen(() -> {
            tab.tab().requestClose();
            return true;
        });
        await("it asks", () -> lookup("#question-yes") != null);
        robot.clickOn("#question-yes");
        await(
                "it is merged",
                () -> names(rig.engine().images().resolve("work"), "/root").contains("seen"));
    }

    @Test
    void aRunThatWasStoppedByForceIsNotMerged() {
        Image image = rig.systemImage();
        open(image);
        choose("#start-writes-merged");
        await("all is well", () -> !lookup("#start-boot").isDisabled());
        MachineTab tab = boot();
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
        rig.type("touch /root/seen; sync; echo do''ne", "done");
        onScreen(() -> {
            tab.model().forceStop();
            return true;
        });
        await("it says so", () -> lookup("#notices .notification") != null);
        assertThat(names(image, "/root")).isEmpty();
        onScreen(() -> {
            rig.window().boot(image);
            return true;
        });
        await("it runs again", () -> tab.model().machine().state().active());
        await("it has its prompt", tab.model()::prompted);
        rig.type("poweroff", "poweroff");
        await(
                "what both runs wrote is merged",
                () -> names(rig.engine().images().resolve("work"), "/root").contains("seen"));
    }

    @Test
    void otherSettingsAreTakenAtTheNextStart() {
        Image image = rig.systemImage();
        onScreen(() -> {
            rig.window().boot(image);
            return true;
        });
        MachineTab first = rig.machine();
        await("the prompt is on screen", () -> first.model().launch().isPainted());
        open(image);
        onScreen(() -> {
            ((ComboBox<?>) lookup("#start-memory")).getEditor().setText("80 MB");
            return true;
        });
        press("#start-boot");
        await("it says when", () -> lookup("#notices .notification") != null);
        assertThat(rig.machine()).isSameAs(first);
        onScreen(() -> {
            first.model().forceStop();
            return true;
        });
        await("it has ended", () -> !first.model().machine().state().active());
        onScreen(() -> {
            rig.window().boot(image);
            return true;
        });
        await("another machine runs", () -> !rig.machine().equals(first));
        assertThat(rig.machine().model().machine().settings().memoryBytes()).isEqualTo(80L << 20);
        assertThat(onScreen(() -> rig.window().machines())).hasSize(1);
    }
}
