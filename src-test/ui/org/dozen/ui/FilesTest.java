// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.ui.WindowRig.await;
import static org.dozen.ui.WindowRig.onScreen;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.WindowEvent;

import org.dozen.app.MachineTab;
import org.dozen.app.browser.BrowserViewModel;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.WorkProgress;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What a person does with the files in an image. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class FilesTest {
    private final FxRobot robot = new FxRobot();
    private final WindowRig rig;

    FilesTest() throws IOException {
        Needs.nativeBuild();
        rig =
                WindowRig.open(
                        WindowRig.build(), "starter.ext4", now -> now.withWindow(980, 700, false));
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    private BrowserViewModel inside(Image image) {
        onScreen(() -> {
            rig.window().lookInside(image);
            return true;
        });
        BrowserViewModel model = model();
        await("the files are listed", () -> !model.entries().isEmpty());
        onScreen(() -> {
            table().requestFocus();
            return true;
        });
        await("the list has the keyboard", () -> table().isFocused());
        return model;
    }

    private BrowserViewModel model() {
        return onScreen(() -> rig.window().shownBrowser().orElseThrow().model());
    }

    @SuppressWarnings("unchecked")
    private TableView<FileEntry> table() {
        return (TableView<FileEntry>) lookup("#files");
    }

    private Node lookup(String selector) {
        return rig.stage().getScene().lookup(selector);
    }

    private void select(String name) {
        await(name + " is listed", () -> row(name) >= 0);
        onScreen(() -> {
            table().requestFocus();
            table().getSelectionModel().clearAndSelect(row(name));
            return true;
        });
        await("the list has the keyboard", () -> table().isFocused());
    }

    private int row(String name) {
        List<FileEntry> items = table().getItems();
        for (int row = 0; row < items.size(); row++) {
            if (items.get(row).name().equals(name)) {
                return row;
            }
        }
        return -1;
    }

    private void key(KeyCode code) {
        robot.press(code).release(code);
    }

    private void control(KeyCode code) {
        robot.press(KeyCode.CONTROL, code).release(code, KeyCode.CONTROL);
    }

    private String read(Image image, String path) {
        try (ImageFiles files = rig.engine().workshop().look(image)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            files.read(path, 0, Long.MAX_VALUE, bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private void typeName(String name) {
        await(
                "the form asks",
                () -> lookup("#name") instanceof TextField field && field.isFocused());
        onScreen(() -> {
            ((TextField) lookup("#name")).setText(name);
            return true;
        });
    }

    @Test
    void theLibraryLooksInsideTheSelectedImage() {
        Path shipped = rig.engine().images().list().getFirst().path();
        await("it can be looked into", () -> lookup("#pane-inside") instanceof Button);
        onScreen(() -> {
            ((Button) lookup("#pane-inside")).fire();
            return true;
        });
        await("its files are shown", () -> rig.window().shownBrowser().isPresent());
        assertThat(model().image().path()).isEqualTo(shipped);
        await("it says why it is not changed", () -> lookup("#browser-banner").isVisible());
    }

    @Test
    void theKeysLeadThroughTheFolders() {
        BrowserViewModel model = inside(rig.systemImage());
        select("etc");
        key(KeyCode.ENTER);
        await("a folder is entered", () -> model.folder().get().equals("/etc"));
        select("passwd");
        await("its text is shown", () -> previewText().contains("root:x:0:0"));
        key(KeyCode.BACK_SPACE);
        await("the folder above is shown", () -> model.folder().get().equals("/"));
        await("where one came from is selected", () -> selected().equals("etc"));

        control(KeyCode.L);
        await("the path can be typed", () -> lookup("#browser-path").isFocused());
        robot.write("/etc\n");
        await("the folder is shown", () -> model.folder().get().equals("/etc"));
        control(KeyCode.F);
        robot.write("pass");
        await("only what matches is shown", () -> table().getItems().size() == 1);
        key(KeyCode.ESCAPE);
        await("all is shown", () -> table().getItems().size() > 1);
    }

    private String previewText() {
        return lookup("#preview-text") instanceof StyleClassedTextArea area ? area.getText() : "";
    }

    private String selected() {
        FileEntry entry = table().getSelectionModel().getSelectedItem();
        return entry == null ? "" : entry.name();
    }

    @Test
    void foldersAreMadeThingsRenamedAndDeletedWithTheKeyboard() {
        Image image = rig.systemImage();
        BrowserViewModel model = inside(image);
        key(KeyCode.F7);
        typeName("with/slash");
        await("it says why not", () -> lookup("#name-fault").isVisible());
        assertThat(onScreen(() -> lookup("#name-yes").isDisabled())).isTrue();
        typeName("made");
        key(KeyCode.ENTER);
        await("it is there and selected", () -> selected().equals("made"));
        select("made");
        key(KeyCode.F2);
        typeName("renamed");
        key(KeyCode.ENTER);
        await("it has its name", () -> selected().equals("renamed"));
        select("renamed");
        key(KeyCode.DELETE);
        await("it asks", () -> lookup("#question-yes") != null);
        key(KeyCode.ESCAPE);
        await("no means no", () -> lookup("#question-yes") == null);
        assertThat(onScreen(() -> row("renamed"))).isNotNegative();
        select("renamed");
        key(KeyCode.DELETE);
        await("it asks again", () -> lookup("#question-yes") != null);
        robot.clickOn("#question-yes");
        await("it is gone", () -> row("renamed") < 0);
        assertThat(model.folder().get()).isEqualTo("/");
    }

    @Test
    void theTreeOfFoldersFollows() {
        onScreen(() -> {
            rig.stage().setWidth(1300);
            return true;
        });
        BrowserViewModel model = inside(rig.systemImage());
        await("the tree is there", () -> lookup("#folders") != null);
        await("it has the folders", () -> folders().contains("/etc"));
        onScreen(() -> {
            model.edits().makeFolder("made");
            return true;
        });
        await("it has the new one", () -> folders().contains("/made"));
        onScreen(() -> {
            model.go("/var/log");
            return true;
        });
        await("it opens the way", () -> folders().contains("/var/log"));
        await("it marks where one is", () -> marked().equals("/var/log"));
        onScreen(() -> {
            TreeView<String> tree = tree();
            tree.getSelectionModel().select(tree.getRoot());
            return true;
        });
        await("choosing a folder shows it", () -> model.folder().get().equals("/"));
        assertThat(onScreen(this::folders)).contains("/var/log", "/made");
    }

    @SuppressWarnings("unchecked")
    private TreeView<String> tree() {
        return (TreeView<String>) lookup("#folders");
    }

    private List<String> folders() {
        TreeView<String> tree = tree();
        return IntStream.range(0, tree.getExpandedItemCount())
                .mapToObj(row -> tree.getTreeItem(row).getValue())
                .toList();
    }

    private String marked() {
        TreeItem<String> item = tree().getSelectionModel().getSelectedItem();
        return item == null ? "" : item.getValue();
    }

    @Test
    void aTextIsEditedAndSaved() {
        Image image = rig.systemImage();
        BrowserViewModel model = inside(image);
        onScreen(() -> {
            model.go("/etc");
            return true;
        });
        select("hostname");
        key(KeyCode.F4);
        await("the editor has the keyboard", () -> editor().isFocused());
        await("it holds the file", () -> !editor().getText().isEmpty());
        onScreen(() -> {
            editor().replaceText("other\n");
            return true;
        });
        await("it is marked", () -> label("#editor-state").equals("changed"));
        control(KeyCode.S);
        await("it is saved", () -> label("#editor-state").equals("saved"));
        assertThat(read(image, "/etc/hostname")).isEqualTo("other\n");

        onScreen(() -> {
            editor().replaceText("never saved\n");
            return true;
        });
        key(KeyCode.ESCAPE);
        await("it asks first", () -> lookup("#question-yes") != null);
        robot.clickOn("#question-yes");
        await("the list is back", () -> model.editor().get() == null);
        assertThat(read(image, "/etc/hostname")).isEqualTo("other\n");
        await("the keyboard is in the list", () -> table().isFocused());
    }

    @Test
    void closingTheWindowAsksBeforeATextIsLost() {
        BrowserViewModel model = inside(rig.systemImage());
        onScreen(() -> {
            model.go("/etc");
            return true;
        });
        select("hostname");
        key(KeyCode.F4);
        await("the editor holds the file", () -> !editor().getText().isEmpty());
        onScreen(() -> {
            editor().replaceText("not saved");
            return true;
        });
        onScreen(() -> {
            rig.stage().fireEvent(new WindowEvent(rig.stage(), WindowEvent.WINDOW_CLOSE_REQUEST));
            return true;
        });
        await("it asks", () -> lookup("#question-yes") != null);
        key(KeyCode.ESCAPE);
        await("no means no", () -> lookup("#question-yes") == null);
        assertThat(onScreen(() -> editor().getText())).isEqualTo("not saved");
        assertThat(onScreen(() -> rig.stage().isShowing())).isTrue();
    }

    private StyleClassedTextArea editor() {
        return (StyleClassedTextArea) lookup("#editor-text");
    }

    private String label(String selector) {
        return ((Label) lookup(selector)).getText();
    }

    @Test
    void rightsAreChangedByTicksOrByNumber() {
        Image image = rig.systemImage();
        BrowserViewModel model = inside(image);
        onScreen(() -> {
            model.go("/etc");
            return true;
        });
        select("hostname");
        key(KeyCode.F10);
        await("the form is there", () -> lookup("#rights-form") != null);
        onScreen(() -> {
            ((TextField) lookup("#rights-user")).setText("somebody");
            return true;
        });
        await("it knows nobody of that name", () -> lookup("#rights-fault").isVisible());
        onScreen(() -> {
            ((TextField) lookup("#rights-user")).setText("nobody");
            ((TextField) lookup("#rights-mode")).setText("0600");
            return true;
        });
        await("all is well", () -> !lookup("#rights-fault").isVisible());
        robot.clickOn("#right-100");
        robot.clickOn("#rights-yes");
        await(
                "it is done",
                () ->
                        row("hostname") >= 0
                                && table().getItems().get(row("hostname")).mode() == 0700);
        FileEntry after = onScreen(() -> table().getItems().get(row("hostname")));
        assertThat(after.user()).isEqualTo(65534);
        assertThat(after.group()).isZero();
    }

    @Test
    void filesAreAddedAndExtracted() throws IOException {
        Image image = rig.systemImage();
        BrowserViewModel model = inside(image);
        Path file = Files.writeString(rig.folder().resolve("letter.txt"), "Dear reader");
        rig.choose(file);
        key(KeyCode.INSERT);
        await("it is there", () -> row("letter.txt") >= 0);
        key(KeyCode.INSERT);
        await("it asks whether to replace", () -> lookup("#question-yes") != null);
        robot.clickOn("#question-yes");
        await(
                "it is done",
                () -> lookup("#question-yes") == null && model.edits().work().get() == null);
        Path out = Files.createDirectory(rig.folder().resolve("out"));
        rig.saveTo(out);
        select("letter.txt");
        key(KeyCode.F8);
        await("it is outside", () -> Files.exists(out.resolve("letter.txt")));
        await("it is whole", () -> model.edits().work().get() == null);
        assertThat(out.resolve("letter.txt")).hasContent("Dear reader");
    }

    @Test
    void whileAMachineRunsTheFilesAreReadOnlyAndSayIt() {
        Image image = rig.systemImage();
        BrowserViewModel model = inside(image);
        onScreen(() -> {
            rig.window().boot(image);
            return true;
        });
        MachineTab machine = rig.machine();
        await("it runs", () -> machine.model().launch().isPainted());
        onScreen(() -> {
            rig.window().lookInside(image);
            return true;
        });
        await("it says so", () -> lookup("#browser-banner").isVisible());
        assertThat(onScreen(() -> lookup("#browser-remove").isDisabled())).isTrue();
        assertThat(onScreen(() -> lookup("#browser-get").isDisabled())).isFalse();
        onScreen(() -> {
            machine.model().forceStop();
            return true;
        });
        await("it can be changed again", () -> !lookup("#browser-banner").isVisible());
        assertThat(model.folder().get()).isEqualTo("/");
    }

    @Test
    void tenThousandFilesAreFoundInAMoment() {
        Image image =
                rig.engine()
                        .workshop()
                        .edit(
                                rig.engine().workshop().make("many", "ext4", 128 << 20, false),
                                files -> {
                                    for (int i = 0; i < 10_000; i++) {
                                        files.make(
                                                FileEntry.toMake(
                                                        String.format("/file-%05d", i),
                                                        FileKind.FILE,
                                                        0644,
                                                        Instant.now()));
                                    }
                                },
                                WorkProgress.NONE);
        inside(image);
        await("all are listed", () -> table().getItems().size() == 10_001);
        key(KeyCode.END);
        await("the last is shown", () -> selected().equals("file-09999"));
        onScreen(() -> {
            "file-05".chars().forEach(letter -> type((char) letter));
            return true;
        });
        await("typing finds one", () -> selected().startsWith("file-05"));
        long rows =
                onScreen(() ->
                        table().lookupAll(".table-row-cell").stream()
                                .filter(Node::isVisible)
                                .count());
        assertThat(rows).as("only rows in view are made").isLessThan(200);
    }

    private void type(char letter) {
        Event.fireEvent(
                table(),
                new KeyEvent(
                        KeyEvent.KEY_TYPED,
                        String.valueOf(letter),
                        "",
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false));
    }

    @Test
    void aSecondLookShowsTheSameTabAndItCanBeClosed() {
        Image image = rig.systemImage();
        inside(image);
        onScreen(() -> {
            rig.window().lookInside(image);
            return true;
        });
        assertThat(onScreen(() -> lookup("#tabs").lookupAll(".tab-close").size())).isEqualTo(1);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.W)
                .release(KeyCode.W, KeyCode.SHIFT, KeyCode.CONTROL);
        await("it is closed", () -> rig.window().shownBrowser().isEmpty());
    }
}
