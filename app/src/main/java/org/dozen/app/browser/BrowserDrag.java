// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * Files dragged into the list are added, and those dragged out of it are copied out. Who takes them
 * wants files that are there, and the screen cannot wait for them: they are made while they are
 * dragged, and each appears when it is complete.
 */
final class BrowserDrag {
    private final BrowserViewModel model;
    private final FileTable table;
    private final BrowserActions actions;
    private boolean ours;
    private boolean ready;

    BrowserDrag(BrowserViewModel model, FileTable table, BrowserActions actions) {
        this.model = model;
        this.table = table;
        this.actions = actions;
    }

    void install() {
        table.addEventHandler(MouseEvent.DRAG_DETECTED, this::begin);
        table.addEventHandler(DragEvent.DRAG_DONE, this::end);
        table.addEventHandler(DragEvent.DRAG_OVER, this::over);
        table.addEventHandler(DragEvent.DRAG_DROPPED, this::drop);
    }

    private void begin(MouseEvent event) {
        List<FileEntry> selected = table.selected();
        if (selected.isEmpty()) {
            return;
        }
        ready = false;
        List<File> files =
                model.edits().handOut(selected, () -> ready = true).stream()
                        .map(Path::toFile)
                        .toList();
        Dragboard board = table.startDragAndDrop(TransferMode.COPY);
        ClipboardContent content = new ClipboardContent();
        content.putFiles(files);
        board.setContent(content);
        ours = true;
        event.consume();
    }

    private void end(DragEvent event) {
        ours = false;
        if (event.getTransferMode() != null && !ready) {
            actions.say(Text.of("browser.drag.early"));
        }
        event.consume();
    }

    private void over(DragEvent event) {
        if (!ours && event.getDragboard().hasFiles() && model.access().get() == Access.FREE) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void drop(DragEvent event) {
        boolean takes = !ours && event.getDragboard().hasFiles();
        if (takes) {
            actions.add(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(takes);
        event.consume();
    }
}
