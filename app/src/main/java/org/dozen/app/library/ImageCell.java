// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

/** One image of the list: sign, name, kind and size, what its machines are doing. */
final class ImageCell extends ListCell<ImageEntry> {
    private final SystemSign sign = new SystemSign();
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label summary = new Label();
    private final Label state = new Label();
    private final HBox box;

    ImageCell() {
        dot.getStyleClass().add("state-dot");
        name.getStyleClass().add("image-name");
        summary.getStyleClass().add("image-summary");
        state.getStyleClass().add("image-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        HBox first = new HBox(name, space(), state, dot);
        first.getStyleClass().add("image-first");
        VBox words = new VBox(first, summary);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        box = new HBox(sign, words);
        box.getStyleClass().add("image-box");
        setPrefWidth(0);
        DraggedImage.source(this, this::getItem);
    }

    @Override
    protected void updateItem(@Nullable ImageEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        name.setText(entry.name());
        name.setId("image-" + entry.name());
        summary.setText(entry.summary());
        state.setText(entry.state() == ImageState.STOPPED ? "" : entry.stateWords());
        ImageTable.tone(entry.state(), dot::pseudoClassStateChanged);
        ImageTable.tone(entry.state(), state::pseudoClassStateChanged);
        sign.show(entry);
        setAccessibleText(
                Text.of("library.accessible", entry.name(), entry.summary(), entry.stateWords()));
        setGraphic(box);
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
