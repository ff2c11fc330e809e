// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.dozen.app.fx.Icon;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A folder's contents, a row each. */
final class FileTable extends TableView<FileEntry> {
    private static final PseudoClass FOLDER = PseudoClass.getPseudoClass("folder");
    private static final double NAME_WIDTH = 150;
    private static final double SCROLL_WIDTH = 16;
    private static final List<Double> WIDTHS = List.of(80.0, 100.0, 105.0, 140.0);
    private static final long TYPING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BrowserViewModel model;
    private final FilteredList<FileEntry> filtered;
    private String typed = "";
    private long lastTyped;
    private boolean restoring;

    FileTable(BrowserViewModel model, Look look) {
        this.model = model;
        setId("files");
        getStyleClass().add("file-table");
        setAccessibleText(Text.of("browser.files"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        TableColumn<FileEntry, FileEntry> name = new TableColumn<>(Text.of("browser.column.name"));
        name.setCellFactory(column -> new NameCell());
        prepare(name, Listing.ORDER);
        List<TableColumn<FileEntry, FileEntry>> others =
                List.of(
                        column(
                                "browser.column.size",
                                Comparator.comparingLong(FileEntry::size),
                                true,
                                EntryWords::size),
                        column(
                                "browser.column.mode",
                                Comparator.comparing(FileEntry::modeText),
                                false,
                                FileEntry::modeText),
                        column(
                                "browser.column.owner",
                                Comparator.comparingLong(FileEntry::user)
                                        .thenComparingLong(FileEntry::group),
                                false,
                                entry -> model.accounts().owner(entry)),
                        column(
                                "browser.column.changed",
                                Comparator.comparing(FileEntry::changed),
                                false,
                                EntryWords::changed));
        getColumns().add(name);
        getColumns().addAll(others);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        look.scale().subscribe(scale -> measure(name, others, scale.doubleValue()));
        widthProperty()
                .subscribe(width -> showWhatFits(others, width.doubleValue() / look.scale().get()));
        filtered = new FilteredList<>(model.entries());
        SortedList<FileEntry> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<FileEntry>) change -> tellSelection());
        model.entries().addListener((ListChangeListener<FileEntry>) change -> restore());
        addEventHandler(KeyEvent.KEY_TYPED, this::jump);
    }

    /** The last columns give way in a narrow window; the preview has what they say. */
    private static void showWhatFits(List<TableColumn<FileEntry, FileEntry>> others, double width) {
        double taken = NAME_WIDTH + SCROLL_WIDTH;
        for (int i = 0; i < others.size(); i++) {
            taken += WIDTHS.get(i);
            others.get(i).setVisible(taken <= width);
        }
    }

    /** Shows only those whose names contain some words. */
    void filter(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(
                wanted.isEmpty()
                        ? null
                        : entry -> entry.name().toLowerCase(Locale.ROOT).contains(wanted));
        if (getSelectionModel().isEmpty() && !getItems().isEmpty()) {
            getSelectionModel().clearAndSelect(0);
        }
    }

    List<FileEntry> selected() {
        return List.copyOf(getSelectionModel().getSelectedItems());
    }

    private void tellSelection() {
        if (!restoring) {
            model.select(
                    getSelectionModel().getSelectedItems().stream()
                            .filter(java.util.Objects::nonNull)
                            .toList());
        }
    }

    /** The folder was read: what was selected before, by name, or what has just been made. */
    private void restore() {
        restoring = true;
        Set<String> names = model.wanted();
        getSelectionModel().clearSelection();
        int first = -1;
        for (int row = 0; row < getItems().size() && !names.isEmpty(); row++) {
            if (names.contains(getItems().get(row).name())) {
                getSelectionModel().select(row);
                first = first < 0 ? row : first;
            }
        }
        if (first < 0 && !getItems().isEmpty()) {
            getSelectionModel().select(0);
            first = 0;
        }
        restoring = false;
        tellSelection();
        if (first >= 0) {
            getFocusModel().focus(first);
            scrollTo(Math.max(0, first - 3));
        }
    }

    /** Letters that somebody types lead to the next name that begins so. */
    private void jump(KeyEvent event) {
        String letter = event.getCharacter();
        boolean writes = !letter.isBlank() && letter.codePoints().allMatch(c -> c > 32 && c != 127);
        if (!writes || event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        long now = System.nanoTime();
        typed = now - lastTyped < TYPING_NANOS ? typed + letter : letter;
        lastTyped = now;
        String wanted = typed.toLowerCase(Locale.ROOT);
        for (int row = 0; row < getItems().size(); row++) {
            if (getItems().get(row).name().toLowerCase(Locale.ROOT).startsWith(wanted)) {
                getSelectionModel().clearAndSelect(row);
                scrollTo(Math.max(0, row - 3));
                break;
            }
        }
        event.consume();
    }

    private static TableColumn<FileEntry, FileEntry> column(
            String key,
            Comparator<FileEntry> order,
            boolean right,
            Function<FileEntry, String> words) {
        TableColumn<FileEntry, FileEntry> column = new TableColumn<>(Text.of(key));
        column.setCellFactory(each -> new WordsCell(words, right));
        if (right) {
            column.getStyleClass().add("right");
        }
        prepare(column, order);
        return column;
    }

    private static void prepare(
            TableColumn<FileEntry, FileEntry> column, Comparator<FileEntry> order) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator(order);
        column.setReorderable(false);
    }

    /** The name takes what the figures leave. */
    private static void measure(
            TableColumn<FileEntry, FileEntry> name,
            List<TableColumn<FileEntry, FileEntry>> others,
            double scale) {
        name.setMinWidth(NAME_WIDTH * scale);
        for (int i = 0; i < others.size(); i++) {
            double width = WIDTHS.get(i) * scale;
            others.get(i).setMinWidth(width);
            others.get(i).setMaxWidth(width * 2);
            others.get(i).setPrefWidth(width);
        }
    }

    /** A figure or word of an entry. */
    private static final class WordsCell extends TableCell<FileEntry, FileEntry> {
        private final Function<FileEntry, String> words;

        WordsCell(Function<FileEntry, String> words, boolean right) {
            this.words = words;
            pseudoClassStateChanged(PseudoClass.getPseudoClass("right"), right);
        }

        @Override
        protected void updateItem(@Nullable FileEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(empty || entry == null ? "" : words.apply(entry));
        }
    }

    /** The name with a sign for what it is. */
    private static final class NameCell extends TableCell<FileEntry, FileEntry> {
        private final Map<Icon, Region> signs = new EnumMap<>(Icon.class);

        NameCell() {
            getStyleClass().add("file-name");
        }

        @Override
        protected void updateItem(@Nullable FileEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setText("");
                setGraphic(null);
                return;
            }
            setText(EntryWords.nameAndTarget(entry));
            setGraphic(signs.computeIfAbsent(EntryWords.icon(entry), Icon::node));
            pseudoClassStateChanged(FOLDER, entry.kind() == FileKind.FOLDER);
        }
    }
}
