// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

/** One image of the grid: its last screen, name, system and state. */
final class ImageTile extends VBox {
    private final ScreenPicture screen = new ScreenPicture();
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label summary = new Label();
    private @Nullable ImageEntry entry;

    ImageTile() {
        getStyleClass().add("image-tile");
        dot.getStyleClass().add("state-dot");
        name.getStyleClass().add("image-name");
        name.setMinWidth(0);
        summary.getStyleClass().add("image-summary");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox first = new HBox(name, space, dot);
        first.getStyleClass().add("tile-first");
        getChildren().addAll(screen, first, summary);
    }

    /** What it shows. */
    @Nullable ImageEntry entry() {
        return entry;
    }

    void show(ImageEntry now, Screens screens) {
        if (now.equals(entry)) {
            return;
        }
        entry = now;
        name.setText(now.name());
        name.setId("image-" + now.name());
        summary.setText(now.summary());
        ImageTable.tone(now.state(), dot::pseudoClassStateChanged);
        screen.show(now, screens);
        setAccessibleText(
                Text.of("library.accessible", now.name(), now.summary(), now.stateWords()));
    }

    /** The last screen, or the system's sign where there is none; eight to five. */
    static final class ScreenPicture extends Region {
        private static final double RATIO = 0.625;

        private final ImageView picture = new ImageView();
        private final SystemSign sign = new SystemSign();

        ScreenPicture() {
            getStyleClass().add("screen-picture");
            picture.setPreserveRatio(true);
            picture.setSmooth(true);
            getChildren().addAll(picture, sign);
        }

        void show(ImageEntry entry, Screens screens) {
            sign.show(entry);
            javafx.scene.image.Image last = screens.of(entry.about()).orElse(null);
            picture.setImage(last);
            sign.setVisible(last == null);
            requestLayout();
        }

        @Override
        protected double computePrefHeight(double width) {
            return (width > 0 ? width : prefWidth(-1)) * RATIO;
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        public javafx.geometry.Orientation getContentBias() {
            return javafx.geometry.Orientation.HORIZONTAL;
        }

        @Override
        protected void layoutChildren() {
            picture.setFitWidth(getWidth() - 2);
            picture.setFitHeight(getHeight() - 2);
            picture.relocate(1, 1);
            sign.autosize();
            sign.relocate((getWidth() - sign.getWidth()) / 2, (getHeight() - sign.getHeight()) / 2);
        }
    }
}
