// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.StartConfig;
import org.dozen.engine.workshop.HostFiles;
import org.dozen.engine.workshop.WorkProgress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pictures of the files in an image, and of the page that starts it. */
final class FilePictures {
    private final WindowRig rig;
    private final Path folder;
    private final String theme;

    FilePictures(WindowRig rig, Path folder, String theme) {
        this.rig = rig;
        this.folder = folder;
        this.theme = theme;
    }

    void take() throws IOException {
        Image image = image();
        WindowRig.onScreen(() -> {
            rig.window().lookInside(image);
            return true;
        });
        WindowRig.await("the root is listed", () -> row("etc") >= 0);
        go("/etc");
        select("passwd");
        WindowRig.rest(800);
        rig.picture(folder.resolve("files" + theme));

        go("/srv");
        select("dozen.png");
        WindowRig.rest(1500);
        rig.picture(folder.resolve("files-picture" + theme));

        go("/etc");
        select("passwd");
        press("#browser-rights");
        WindowRig.rest(500);
        rig.picture(folder.resolve("rights" + theme));
        WindowRig.onScreen(() -> {
            ((Button) lookup("#rights-form .answers .button")).fire();
            return true;
        });
        press("#browser-edit");
        WindowRig.await("the editor is open", () -> lookup("#editor").isVisible());
        WindowRig.rest(700);
        rig.picture(folder.resolve("editor" + theme));
        press("#editor-close");

        WindowRig.onScreen(() -> {
            rig.window().boot(image);
            return true;
        });
        WindowRig.await("a machine runs", () -> rig.window().shownMachine().isPresent());
        WindowRig.onScreen(() -> {
            rig.window().lookInside(image);
            return true;
        });
        WindowRig.await("it is read-only", () -> lookup("#browser-banner").isVisible());
        go("/bin");
        select("busybox");
        WindowRig.rest(1500);
        rig.picture(folder.resolve("files-running" + theme));
    }

    void takeStart() throws IOException {
        Image image = image();
        Path data = rig.folder().resolve("images").resolve("data.ext4");
        rig.engine().workshop().make("data", "ext4", 64 << 20, false);
        rig.engine()
                .workshop()
                .notes()
                .put(
                        "work",
                        ImageNotes.NONE.withStart(
                                new StartConfig(
                                        List.of("nginx", "-g", "daemon off;"), List.of(), "", "")));
        rig.choose(data);
        WindowRig.onScreen(() -> {
            rig.window().chooseStart(image);
            return true;
        });
        WindowRig.await("the page is shown", () -> lookup("#start-memory") != null);
        WindowRig.rest(500);
        rig.picture(folder.resolve("start" + theme));
        WindowRig.onScreen(() -> {
            ((RadioButton) lookup("#start-writes-merged")).setSelected(true);
            ((RadioButton) lookup("#start-run-line")).setSelected(true);
            ((TextField) lookup("#start-command")).setText("echo \"it's $(date)\" > /root/seen");
            ((TextField) lookup("#start-kernel")).setText("loglevel=7");
            ((ComboBox<?>) lookup("#start-memory")).getEditor().setText("12 MB");
            ((Button) lookup("#start-disk-add")).fire();
            return true;
        });
        WindowRig.rest(700);
        rig.picture(folder.resolve("start-fault" + theme));
        WindowRig.onScreen(() -> {
            ((ComboBox<?>) lookup("#start-memory")).getEditor().setText("128 MB");
            return true;
        });
        WindowRig.rest(500);
        rig.picture(folder.resolve("start-chosen" + theme));
        press("#start-close");
    }

    private Image image() throws IOException {
        Path icon = rig.folder().resolve("dozen.png");
        Files.copy(Path.of("assets/icons/dozen.png"), icon);
        return rig.engine()
                .workshop()
                .edit(
                        rig.systemImage(),
                        files -> HostFiles.copyIn(files, icon, "/srv/dozen.png", 0, 0),
                        WorkProgress.NONE);
    }

    private void go(String path) {
        WindowRig.onScreen(() -> {
            rig.window().shownBrowser().orElseThrow().model().go(path);
            return true;
        });
        WindowRig.await(
                path + " is shown",
                () ->
                        rig.window()
                                .shownBrowser()
                                .orElseThrow()
                                .model()
                                .folder()
                                .get()
                                .equals(path));
    }

    private void select(String name) {
        WindowRig.await(name + " is listed", () -> row(name) >= 0);
        WindowRig.onScreen(() -> {
            table().getSelectionModel().clearAndSelect(row(name));
            return true;
        });
    }

    private int row(String name) {
        for (int row = 0; row < table().getItems().size(); row++) {
            if (((FileEntry) table().getItems().get(row)).name().equals(name)) {
                return row;
            }
        }
        return -1;
    }

    private TableView<?> table() {
        return (TableView<?>) lookup("#files");
    }

    private Node lookup(String selector) {
        return rig.stage().getScene().lookup(selector);
    }

    private void press(String button) {
        Button found = rig.node(Button.class, button);
        WindowRig.onScreen(() -> {
            found.fire();
            return true;
        });
    }
}
