// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The library as a table; each heading sorts. */
final class ImageTable extends TableView<ImageEntry> {
    private final LibraryViewModel model;
    private final Map<ImageOrder, TableColumn<ImageEntry, ImageEntry>> columns =
            new EnumMap<>(ImageOrder.class);
    private final Subscription subscriptions;
    private boolean selecting;
    private boolean ordering;

    ImageTable(LibraryCommands commands) {
        this.model = commands.model();
        setId("image-table");
        getStyleClass().add("image-table");
        setAccessibleText(Text.of("library.title"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column(ImageOrder.NAME, 190, NameCell::new);
        column(ImageOrder.SYSTEM, 250, () -> new WordsCell("", ImageEntry::system));
        column(ImageOrder.STATE, 95, StateCell::new);
        column(
                ImageOrder.SIZE,
                70,
                () -> new WordsCell("right", entry -> size(entry.image().sizeBytes())));
        column(
                ImageOrder.DISK,
                75,
                () -> new WordsCell("right", entry -> Figures.bytes(entry.image().diskBytes())));
        column(ImageOrder.USED, 115, UsedCell::new);
        column(
                ImageOrder.LAST_RUN,
                125,
                () -> new WordsCell("", entry -> entry.lastRun(Instant.now())));
        column(ImageOrder.TAGS, 110, () -> new WordsCell("", ImageEntry::tagWords));
        setItems(model.shown());
        setRowFactory(table -> new Row());
        setSortPolicy(table -> true);
        getSortOrder().subscribe(this::sortedByHeading);
        columns.values()
                .forEach(column ->
                        column.sortTypeProperty().subscribe((before, now) -> sortedByHeading()));
        subscriptions =
                model.order()
                        .subscribe(now -> showOrder())
                        .and(model.descending().subscribe(now -> showOrder()))
                        .and(model.selected().subscribe(this::show))
                        .and(
                                getSelectionModel()
                                        .selectedItemProperty()
                                        .subscribe(this::selectedHere));
    }

    void close() {
        subscriptions.unsubscribe();
    }

    private static String size(long bytes) {
        return Figures.bytes(bytes);
    }

    private void column(
            ImageOrder order,
            double width,
            Supplier<? extends TableCell<ImageEntry, ImageEntry>> cell) {
        TableColumn<ImageEntry, ImageEntry> column = new TableColumn<>(order.words());
        column.setId("column-" + order.key());
        column.setPrefWidth(width);
        column.setCellValueFactory(
                row -> new javafx.beans.property.ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(of -> cell.get());
        column.setReorderable(false);
        if (order == ImageOrder.SIZE || order == ImageOrder.DISK) {
            column.getStyleClass().add("right");
        }
        columns.put(order, column);
        getColumns().add(column);
    }

    private void sortedByHeading() {
        if (ordering) {
            return;
        }
        ImageOrder by = ImageOrder.NAME;
        boolean descending = false;
        if (!getSortOrder().isEmpty()) {
            TableColumn<ImageEntry, ?> first = getSortOrder().getFirst();
            for (Map.Entry<ImageOrder, TableColumn<ImageEntry, ImageEntry>> each :
                    columns.entrySet()) {
                if (each.getValue().equals(first)) {
                    by = each.getKey();
                }
            }
            descending = first.getSortType() == TableColumn.SortType.DESCENDING;
        }
        model.sort(by, descending);
    }

    private void showOrder() {
        TableColumn<ImageEntry, ImageEntry> column = columns.get(model.order().get());
        if (column == null) {
            return;
        }
        ordering = true;
        column.setSortType(
                model.descending().get()
                        ? TableColumn.SortType.DESCENDING
                        : TableColumn.SortType.ASCENDING);
        getSortOrder().setAll(java.util.List.of(column));
        ordering = false;
    }

    private void show(@Nullable ImageEntry entry) {
        selecting = true;
        if (entry == null) {
            getSelectionModel().clearSelection();
        } else if (!entry.equals(getSelectionModel().getSelectedItem())) {
            int at = model.shown().indexOf(entry);
            getSelectionModel().clearAndSelect(at);
            getFocusModel().focus(at);
            if (at >= 0 && !isFocused()) {
                scrollTo(Math.max(0, at - 2));
            }
        }
        selecting = false;
    }

    private void selectedHere(@Nullable ImageEntry entry) {
        if (!selecting && entry != null) {
            model.select(entry);
        }
    }

    /** A row that can be dragged out. Its id would style it anew; the name has it. */
    private static final class Row extends TableRow<ImageEntry> {
        Row() {
            DraggedImage.source(this, this::getItem);
        }

        @Override
        protected void updateItem(@Nullable ImageEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setAccessibleText(null);
                return;
            }
            setAccessibleText(
                    Text.of(
                            "library.accessible",
                            entry.name(),
                            entry.summary(),
                            entry.stateWords()));
        }
    }

    /**
     * A cell that shows nodes made once, which stay in it also while it is empty: what comes into a
     * scene anew is styled anew, and scrolling would be slow.
     */
    private abstract static class EntryCell extends TableCell<ImageEntry, ImageEntry> {
        abstract void show(@Nullable ImageEntry entry);

        @Override
        protected void updateItem(@Nullable ImageEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            show(empty ? null : entry);
        }
    }

    private static final class WordsCell extends EntryCell {
        private final Function<ImageEntry, String> words;

        WordsCell(String style, Function<ImageEntry, String> words) {
            this.words = words;
            if (!style.isEmpty()) {
                pseudoClassStateChanged(PseudoClass.getPseudoClass(style), true);
            }
        }

        @Override
        void show(@Nullable ImageEntry entry) {
            setText(entry == null ? null : words.apply(entry));
        }
    }

    private static final class NameCell extends EntryCell {
        private final SystemSign sign = new SystemSign();

        NameCell() {
            getStyleClass().addAll("image-name", "name-cell");
            setGraphic(sign);
        }

        @Override
        void show(@Nullable ImageEntry entry) {
            sign.setVisible(entry != null);
            if (entry == null) {
                setText(null);
                return;
            }
            sign.show(entry);
            sign.setId("image-" + entry.name());
            setText(entry.name());
        }
    }

    private static final class StateCell extends EntryCell {
        private final Region dot = new Region();

        StateCell() {
            dot.getStyleClass().add("state-dot");
            getStyleClass().addAll("image-state", "name-cell");
            setGraphic(dot);
        }

        @Override
        void show(@Nullable ImageEntry entry) {
            dot.setVisible(entry != null);
            if (entry == null) {
                setText(null);
                return;
            }
            setText(entry.stateWords());
            tone(entry.state(), dot::pseudoClassStateChanged);
            tone(entry.state(), this::pseudoClassStateChanged);
        }
    }

    private static final class UsedCell extends EntryCell {
        private final UsedBar bar = new UsedBar();

        UsedCell() {
            getStyleClass().add("name-cell");
            setGraphic(bar);
        }

        @Override
        void show(@Nullable ImageEntry entry) {
            boolean some = entry != null && entry.image().fileSystemBytes() > 0;
            bar.setVisible(some);
            if (entry == null || !some) {
                setText(null);
                return;
            }
            bar.set(entry.image().usedShare());
            setText(Figures.percent(entry.image().usedShare()));
        }
    }

    /** Sets the pseudo class of a state, and takes the others away. */
    static void tone(ImageState state, BiConsumer<PseudoClass, Boolean> set) {
        for (ImageState one : ImageState.values()) {
            set.accept(
                    PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)), one == state);
        }
    }

    /** How full an image is. */
    static final class UsedBar extends StackPane {
        private final Region part = new Region();
        private double share;

        UsedBar() {
            getStyleClass().add("used-bar");
            part.getStyleClass().add("used-part");
            part.setManaged(false);
            getChildren().add(part);
        }

        void set(double now) {
            share = now;
            part.pseudoClassStateChanged(PseudoClass.getPseudoClass("full"), now > 0.9);
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            part.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
        }
    }
}
