// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

import org.dozen.app.fx.FxThread;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Drags an image's file out of the window, and files into it. */
final class DraggedImage {
    private DraggedImage() {}

    /** Lets an image be dragged out: whoever takes it gets a copy of the file. */
    static void source(Node node, Supplier<? extends @Nullable ImageEntry> entry) {
        node.addEventHandler(
                MouseEvent.DRAG_DETECTED,
                event -> {
                    ImageEntry dragged = entry.get();
                    if (dragged != null) {
                        ClipboardContent content = new ClipboardContent();
                        content.putFiles(List.of(dragged.image().path().toFile()));
                        node.startDragAndDrop(TransferMode.COPY).setContent(content);
                        event.consume();
                    }
                });
    }

    /**
     * Takes files and folders that are dropped here, but not an image that was dragged from here.
     */
    static void target(Node node, LibraryCommands commands) {
        node.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles() && event.getGestureSource() == null) {
                        event.acceptTransferModes(TransferMode.COPY);
                    }
                    event.consume();
                });
        node.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> {
                    List<Path> files =
                            event.getDragboard().getFiles().stream().map(File::toPath).toList();
                    event.setDropCompleted(!files.isEmpty());
                    event.consume();
                    // Whoever dropped it need not wait until the first of them has begun.
                    FxThread.afterwards(() -> commands.bringIn(files));
                });
    }
}
