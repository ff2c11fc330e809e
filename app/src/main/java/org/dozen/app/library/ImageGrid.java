// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The library as tiles with the last screen on each. Rows of a list, so that only those in view are
 * there; arrows go through the tiles.
 */
final class ImageGrid extends ListView<Integer> {
    private static final double TILE = 236;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("chosen");

    private final LibraryViewModel model;
    private final LibraryCommands commands;
    private final Look look;
    private final Screens screens;
    private final ObservableList<Integer> rows = FXCollections.observableArrayList();
    private final List<Row> cells = new ArrayList<>();
    private final ListChangeListener<ImageEntry> changed = change -> arrange();
    private final Subscription subscriptions;
    private int columns = 1;

    ImageGrid(LibraryCommands commands, Look look, Screens screens) {
        this.model = commands.model();
        this.commands = commands;
        this.look = look;
        this.screens = screens;
        setId("image-grid");
        getStyleClass().add("image-grid");
        setAccessibleText(Text.of("library.title"));
        setItems(rows);
        setCellFactory(list -> {
            Row row = new Row();
            cells.add(row);
            return row;
        });
        setSelectionModel(new NoSelection<>());
        addEventFilter(KeyEvent.KEY_PRESSED, this::arrow);
        model.shown().addListener(changed);
        subscriptions =
                widthProperty()
                        .subscribe(now -> arrange())
                        .and(look.scale().subscribe(now -> arrange()))
                        .and(model.selected().subscribe(this::select))
                        .and(() -> model.shown().removeListener(changed));
    }

    void close() {
        subscriptions.unsubscribe();
    }

    /** Tiles beside each other. */
    int columns() {
        return columns;
    }

    private void arrange() {
        columns = Math.max(1, (int) ((getWidth() - look.sized(26)) / look.sized(TILE)));
        int wanted = (model.shown().size() + columns - 1) / columns;
        if (rows.size() > wanted) {
            rows.remove(wanted, rows.size());
        }
        List<Integer> more = new ArrayList<>();
        for (int row = rows.size(); row < wanted; row++) {
            more.add(row);
        }
        rows.addAll(more);
        cells.forEach(Row::fill);
    }

    private void select(@Nullable ImageEntry entry) {
        cells.forEach(Row::mark);
        int at = entry == null ? -1 : model.shown().indexOf(entry);
        if (at >= 0 && !inView(at / columns)) {
            scrollTo(Math.max(0, at / columns));
        }
    }

    private boolean inView(int row) {
        return cells.stream()
                .filter(cell -> !cell.isEmpty() && cell.getIndex() == row)
                .anyMatch(cell ->
                        cell.getBoundsInParent().getMinY() >= -1
                                && cell.getBoundsInParent().getMaxY() <= getHeight() + 1);
    }

    private void arrow(KeyEvent event) {
        int page = Math.max(1, (int) (getHeight() / look.sized(200))) * columns;
        int step =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    case UP -> -columns;
                    case DOWN -> columns;
                    case PAGE_UP -> -page;
                    case PAGE_DOWN -> page;
                    case HOME -> -model.shown().size();
                    case END -> model.shown().size();
                    default -> 0;
                };
        if (step != 0 && !event.isShortcutDown()) {
            model.step(step);
            event.consume();
        }
    }

    /** One row of tiles. */
    private final class Row extends ListCell<Integer> {
        private final HBox box = new HBox();
        private final List<ImageTile> tiles = new ArrayList<>();

        Row() {
            box.getStyleClass().add("tile-row");
            getStyleClass().add("tile-cell");
            setGraphic(box);
        }

        @Override
        protected void updateItem(@Nullable Integer row, boolean empty) {
            super.updateItem(row, empty);
            fill();
        }

        void fill() {
            Integer row = getItem();
            box.setVisible(!isEmpty() && row != null);
            if (isEmpty() || row == null) {
                return;
            }
            while (tiles.size() < columns) {
                tiles.add(tile());
            }
            int from = row * columns;
            int count = Math.clamp((long) model.shown().size() - from, 0, columns);
            for (int i = 0; i < count; i++) {
                tiles.get(i).show(model.shown().get(from + i), screens);
            }
            if (box.getChildren().size() != count) {
                box.getChildren().setAll(tiles.subList(0, count));
            }
            mark();
        }

        void mark() {
            ImageEntry selected = model.selected().get();
            for (ImageTile tile : tiles) {
                boolean is = selected != null && selected.equals(tile.entry());
                tile.pseudoClassStateChanged(SELECTED, is);
            }
        }

        private ImageTile tile() {
            ImageTile tile = new ImageTile();
            tile.setPrefWidth(look.sized(TILE));
            tile.addEventHandler(
                    MouseEvent.MOUSE_PRESSED,
                    event -> {
                        ImageEntry entry = tile.entry();
                        if (entry != null) {
                            ImageGrid.this.requestFocus();
                            model.select(entry);
                        }
                    });
            tile.addEventHandler(
                    MouseEvent.MOUSE_CLICKED,
                    event -> {
                        if (event.getButton() == MouseButton.PRIMARY
                                && event.getClickCount() == 2) {
                            commands.boot();
                        }
                    });
            DraggedImage.source(tile, tile::entry);
            ObservableValue<Number> scale = look.scale();
            scale.subscribe(now -> tile.setPrefWidth(look.sized(TILE)));
            return tile;
        }
    }
}
