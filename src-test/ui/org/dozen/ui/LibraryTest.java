// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.ui.WindowRig.await;
import static org.dozen.ui.WindowRig.onScreen;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import org.dozen.app.MachineTab;
import org.dozen.app.library.ImageEntry;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.workshop.ImageWorkshop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a person does with images in the window. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class LibraryTest {
    private final FxRobot robot = new FxRobot();
    private final WindowRig rig;

    LibraryTest() throws IOException {
        Needs.nativeBuild();
        rig =
                WindowRig.open(
                        WindowRig.build(), "starter.ext4", now -> now.withWindow(1200, 800, false));
    }

    @BeforeEach
    void theListIsThere() {
        await("the library shows the shipped image", () -> there("#image-starter"));
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void anEmptyImageIsMadeRenamedCopiedRemovedAndTakenBackByKeyboard() {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N)
                .release(KeyCode.N, KeyCode.SHIFT, KeyCode.CONTROL);
        await("the form is there", () -> there("#new-page"));
        fire("#new-empty");
        type("#new-name", "a/b");
        assertThat(words("#new-fault")).contains("slash");
        assertThat(onScreen(() -> node("#new-create").isDisabled())).isTrue();
        type("#new-name", "starter");
        assertThat(words("#new-fault")).contains("starter");
        type("#new-name", "empty-one");
        onScreen(() -> {
            ((javafx.scene.control.ComboBox<?>) node("#new-size")).getEditor().setText("16 MB");
            return true;
        });
        assertThat(words("#new-fault")).isEmpty();
        fire("#new-create");
        await("the form has gone", () -> !there("#new-page"));
        await("it is listed and selected", () -> selected().equals("empty-one"));
        assertThat(rig.folder().resolve("images/empty-one.ext4")).exists();

        focusTable();
        press(KeyCode.F2);
        type("#name-form-name", "second", true);
        await("it has its new name", () -> selected().equals("second"));

        focusTable();
        robot.press(KeyCode.CONTROL, KeyCode.D).release(KeyCode.D, KeyCode.CONTROL);
        type("#name-form-name", "second-copy", true);
        await("the copy is selected", () -> selected().equals("second-copy"));

        focusTable();
        press(KeyCode.DELETE);
        await("it has gone", () -> !names().contains("second-copy"));
        focusTable();
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        await("it is back", () -> names().contains("second-copy"));
    }

    @Test
    void tagsAndNotesAreKeptAndFound() throws IOException {
        image("one");
        image("two");
        select("two");
        type("#pane-tags", "web, talk");
        onScreen(() -> {
            node("#pane-notes").requestFocus();
            ((TextArea) node("#pane-notes")).setText("of May");
            node("#image-table").requestFocus();
            return true;
        });
        ImageWorkshop workshop = rig.engine().workshop();
        await(
                "both are kept",
                () -> {
                    ImageNotes notes = workshop.notes().of("two");
                    return notes.tags().equals(List.of("web", "talk"))
                            && notes.text().equals("of May");
                });
        await("they are seen", () -> entry("two").tagWords().equals("web, talk"));
        type("#page-search", "may talk");
        await("only that one is shown", () -> names().equals(List.of("two")));
        type("#page-search", "");
        await("all are shown", () -> names().size() == 3);
        select("one");
        assertThat(onScreen(() -> ((TextField) node("#pane-tags")).getText())).isEmpty();
        assertThat(workshop.notes().of("one").tags()).isEmpty();
    }

    @Test
    void listAndGridShowTheSameAndTheChoiceIsKept() throws IOException {
        image("one");
        focusTable();
        robot.press(KeyCode.CONTROL, KeyCode.G).release(KeyCode.G, KeyCode.CONTROL);
        await("the grid is shown", () -> node("#image-grid").isVisible());
        assertThat(onScreen(() -> node("#image-table").isVisible())).isFalse();
        onScreen(() -> {
            rig.window().library().select(rig.window().library().shown().getFirst());
            node("#image-grid").requestFocus();
            return true;
        });
        press(KeyCode.RIGHT);
        await("the arrow goes on", () -> selected().equals("one"));
        press(KeyCode.LEFT);
        await("and back", () -> selected().equals("starter"));
        Path kept = rig.folder().resolve("preferences");
        await("the choice is on disk", () -> text(kept).contains("library.view=grid"));
        press(KeyCode.ENTER);
        await("Enter boots", () -> rig.window().shownMachine().isPresent());
    }

    @Test
    void aDamagedImageIsCheckedAndPutRight() throws IOException {
        Image image = image("hurt");
        try (RandomAccessFile file = new RandomAccessFile(image.path().toFile(), "rw")) {
            file.seek(4096 + 12); // free blocks of the first group
            file.write(new byte[] {7, 7, 7, 7});
        }
        select("hurt");
        fire("#care-check");
        await("the preview is there", () -> there("#care-repair"));
        assertThat(words("#care-outcome")).contains("repair would");
        fire("#care-repair");
        await("it is put right", () -> there("#care-outcome") && !there("#care-repair"));
        fire("#care-check");
        await(
                "nothing is wrong any more",
                () ->
                        there("#care-outcome")
                                && words("#care-outcome").contains("Nothing is wrong"));
    }

    @Test
    void sizesAreChangedAndWhatDoesNotFitIsSaid() throws IOException {
        Image image = image("grows");
        select("grows");
        fire("#care-resize");
        type("#care-size", "64 MB");
        fire("#care-resize-do");
        await("it has grown", () -> image.path().toFile().length() == 64L << 20);
        await("that is said", () -> there("#care-outcome"));
        assertThat(words("#care-outcome")).contains("64 MB");
        fire("#care-resize");
        type("#care-size", "1 MB");
        fire("#care-resize-do");
        await(
                "it does not fit",
                () -> there("#care-outcome") && words("#care-outcome").contains("small"));
        assertThat(image.path().toFile().length()).isEqualTo(64L << 20);
        fire("#care-compact");
        await(
                "it is compacted",
                () -> there("#care-outcome") && words("#care-outcome").contains("give"));
    }

    @Test
    void filesAndTheImageItselfAreExported() throws IOException {
        image("goes");
        select("goes");
        Path archive = rig.folder().resolve("goes.tar.gz");
        rig.saveTo(archive);
        export(1);
        await("the archive is there", () -> Files.exists(archive) && there("#care-outcome"));
        assertThat(words("#care-outcome")).contains("goes.tar.gz");
        Path whole = rig.folder().resolve("goes.img");
        rig.saveTo(whole);
        export(4);
        await("the image is there", () -> Files.exists(whole));
        rig.saveTo(Path.of("/proc/goes.tar"));
        export(0);
        await(
                "what cannot be written is said",
                () -> there("#care-outcome") && !words("#care-outcome").contains("is written"));
    }

    @Test
    void theLastScreenOfAMachineIsKept() {
        MachineTab tab = rig.bootShipped();
        rig.type("echo a la''st word", "a last word");
        onScreen(() -> {
            tab.model().forceStop();
            return true;
        });
        await("it has ended", () -> !tab.model().machine().state().active());
        await("its screen is kept", () -> entry("starter").about().screen().isPresent());
        assertThat(entry("starter").about().screen().orElseThrow()).isNotEmptyFile();
        assertThat(onScreen(() -> entry("starter").lastRun(java.time.Instant.now()))).isNotEmpty();
    }

    @Test
    void aRegistryThatSaysNothingCanBeLeft() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            onScreen(() -> {
                rig.window().createImage();
                return true;
            });
            await("the form is there", () -> there("#new-page"));
            type("#new-container", "localhost:" + silent.getLocalPort() + "/nothing");
            fire("#new-create");
            await("it is under way", () -> there("#cancel-job"));
            fire("#cancel-job");
            await("it has stopped", () -> rig.window().jobs().list().isEmpty());
        }
        assertThat(names()).containsExactly("starter");
        assertThat(there("#notices .notification")).isFalse();
    }

    @Test
    void anImageThatGoesWhileItIsShownIsSaid() throws IOException {
        Image image = image("goes-away");
        select("goes-away");
        fire("#care-resize");
        type("#care-size", "64 MB");
        Files.delete(image.path());
        fire("#care-resize-do");
        await("it is no longer listed", () -> !names().contains("goes-away"));
        await("nothing is left to be done", () -> rig.window().jobs().list().isEmpty());
        assertThat(image.path()).doesNotExist();
    }

    @Test
    void theLibraryIsAlwaysOneKeyAway() {
        rig.bootShipped();
        assertThat(there("#library-page")).isFalse();
        assertThat(there("#library")).isTrue();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.HOME)
                .release(KeyCode.HOME, KeyCode.SHIFT, KeyCode.CONTROL);
        await("the page is shown", () -> there("#library-page"));
        assertThat(there("#library")).isFalse();
        robot.press(KeyCode.CONTROL, KeyCode.TAB).release(KeyCode.TAB, KeyCode.CONTROL);
        await("the machine is back", () -> rig.window().shownMachine().isPresent());
        await("with its list beside it", () -> there("#library"));
    }

    private Image image(String name) throws IOException {
        Image image = rig.engine().workshop().make(name, "ext4", 32L << 20, false);
        await(name + " is listed", () -> names().contains(name));
        return image;
    }

    private void export(int item) {
        onScreen(() -> {
            ((MenuButton) node("#care-export")).getItems().get(item).fire();
            return true;
        });
        await("the work has ended", () -> rig.window().jobs().list().isEmpty());
    }

    private void focusTable() {
        onScreen(() -> {
            node("#image-table").requestFocus();
            return true;
        });
    }

    private void press(KeyCode key) {
        robot.press(key).release(key);
    }

    private void type(String field, String text) {
        type(field, text, false);
    }

    /** In the window, or in a form that stands over it. */
    private void type(String field, String text, boolean enter) {
        await(field + " is there", () -> robot.lookup(field).tryQuery().isPresent());
        onScreen(() -> {
            TextInputControl input = robot.lookup(field).queryAs(TextInputControl.class);
            input.requestFocus();
            input.setText(text);
            if (enter) {
                robot.lookup("#name-form-do").queryAs(Button.class).fire();
            } else if (input instanceof TextField line
                    && line.getOnAction() != null
                    && field.equals("#pane-tags")) {
                line.fireEvent(new javafx.event.ActionEvent());
            }
            return true;
        });
    }

    private void fire(String button) {
        onScreen(() -> {
            ((ButtonBase) node(button)).fire();
            return true;
        });
    }

    private void select(String name) {
        onScreen(() -> {
            rig.window().library().select(entry(name));
            return true;
        });
    }

    private ImageEntry entry(String name) {
        return onScreen(() ->
                rig.window().library().shown().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    private String selected() {
        return onScreen(() -> {
            ImageEntry entry = rig.window().library().selected().get();
            return entry == null ? "" : entry.name();
        });
    }

    private List<String> names() {
        return onScreen(
                () -> rig.window().library().shown().stream().map(ImageEntry::name).toList());
    }

    private Node node(String selector) {
        Node node = rig.stage().getScene().lookup(selector);
        if (node == null) {
            throw new AssertionError("the window has no " + selector);
        }
        return node;
    }

    private boolean there(String selector) {
        return onScreen(() -> rig.stage().getScene().lookup(selector) != null);
    }

    private String words(String label) {
        return onScreen(() -> ((Label) node(label)).getText());
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
