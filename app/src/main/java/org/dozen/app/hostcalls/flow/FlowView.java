// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;

import java.util.List;
import java.util.function.Function;

/**
 * The page of the flow: one sentence, the diagram, beside it or in its place a table, and below
 * what the part under the pointer means.
 */
public final class FlowView {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.CONTROL_DOWN);

    /** From this width on, at scale 1, there is room for both. */
    private static final double BOTH = 900;

    private final FlowModel model;
    private final Look look;
    private final VBox root = new VBox();
    private final Label headline = new Label();
    private final Label lesson = new Label();
    private final Label of = new Label();
    private final Label explain = new Label();
    private final FlowDiagram diagram;
    private final TableView<FlowRow> table = new TableView<>();
    private final ObservableList<FlowRow> rows = FXCollections.observableArrayList();
    private final Button asTable = new Button(Text.of("flow.table"));
    private final Button copy = new Button(Text.of("flow.copy"));
    private boolean tableWanted;
    private long shown = -1;

    public FlowView(FlowModel model, Look look) {
        this.model = model;
        this.look = look;
        this.diagram = new FlowDiagram(model, look, item -> explain());
        root.setId("flow");
        root.getStyleClass().add("flow");
        headline.getStyleClass().add("flow-headline");
        headline.setId("flow-headline");
        headline.setWrapText(true);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        lesson.getStyleClass().add("flow-lesson");
        lesson.setId("flow-lesson");
        lesson.setWrapText(true);
        of.getStyleClass().add("pane-note");
        of.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox first = new HBox(headline, space, of);
        first.getStyleClass().add("flow-first");
        lesson.setMinHeight(Region.USE_PREF_SIZE);
        VBox head = new VBox(first, lesson);
        head.setMinHeight(Region.USE_PREF_SIZE);
        head.getStyleClass().add("flow-head");
        explain.getStyleClass().add("flow-explain");
        explain.setId("flow-explain");
        explain.setWrapText(true);
        explain.setMaxWidth(Double.MAX_VALUE);
        explain.setMinHeight(Region.USE_PREF_SIZE);
        table();
        HBox middle = new HBox(diagram, table);
        HBox.setHgrow(diagram, Priority.ALWAYS);
        HBox.setHgrow(table, Priority.ALWAYS);
        VBox.setVgrow(middle, Priority.ALWAYS);
        root.getChildren().addAll(head, middle, explain);
        root.widthProperty().subscribe((before, now) -> fit());
        for (Button button : List.of(asTable, copy)) {
            button.getStyleClass().addAll("flat", "quiet", "switch");
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        asTable.setId("flow-table-switch");
        asTable.setTooltip(new Tooltip(Text.of("flow.table.tip")));
        asTable.setOnAction(event -> {
            tableWanted = !tableWanted;
            fit();
        });
        copy.setId("flow-copy");
        copy.setTooltip(new Tooltip(Text.of("flow.copy.tip")));
        copy.setOnAction(event -> copy());
        root.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (COPY.match(event)) {
                        copy();
                        event.consume();
                    }
                });
        fit();
    }

    public Region node() {
        return root;
    }

    /** What stands beside the switch of the pages. */
    public List<Node> tools() {
        return List.of(asTable, copy);
    }

    /** Puts the focus on the diagram. */
    public void focus() {
        diagram.requestFocus();
    }

    /** Brings the page up to date. Once per frame while on screen. */
    public void frame(long nowNanos) {
        model.frame(nowNanos);
        if (shown != model.version()) {
            shown = model.version();
            headline.setText(FlowSentence.headline(model.picture()));
            lesson.setText(FlowSentence.lesson(model.picture()));
            of.setText(model.of());
            if (table.isVisible()) {
                fill();
            }
        }
        diagram.frame();
    }

    /** Draws again in any case: colours or sizes have changed. */
    public void redraw() {
        diagram.redraw();
    }

    /** Lights the busiest band of a guest call, as the pointer would. */
    public void pointAtBusiest() {
        FlowPicture picture = model.picture();
        picture.bands().stream()
                .filter(band -> band.source().number() >= 0)
                .max((one, other) -> Long.compare(one.count(), other.count()))
                .ifPresent(band -> diagram.point(new FlowItem.Between(band)));
    }

    private void explain() {
        String words = diagram.words();
        String hint = Text.of(diagram.toScale() ? "flow.explain.point" : "flow.explain.pointOnly");
        explain.setText(words.isEmpty() ? hint : words);
    }

    private void fit() {
        boolean both = root.getWidth() >= look.sized(BOTH);
        show(diagram, both || !tableWanted);
        show(table, both || tableWanted);
        show(asTable, !both);
        asTable.pseudoClassStateChanged(ON, tableWanted);
        explain.setVisible(diagram.isVisible());
        explain.setManaged(diagram.isVisible());
        if (table.isVisible()) {
            fill();
        }
    }

    private static void show(Node node, boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }

    /** Rows change in place, so that order and selection stay as they were chosen. */
    private void fill() {
        List<FlowRow> now = FlowRow.of(model.picture());
        int selected = table.getSelectionModel().getSelectedIndex();
        rows.setAll(now);
        table.sort();
        if (selected >= 0 && selected < rows.size()) {
            table.getSelectionModel().select(selected);
        }
    }

    private void table() {
        table.setId("flow-table");
        table.getStyleClass().add("flow-table");
        table.setItems(rows);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        List<String> headings = FlowRow.headings();
        column(headings.get(0), 130, false, FlowRow::guest, FlowRow::guest);
        column(headings.get(1), 110, false, FlowRow::host, FlowRow::host);
        column(headings.get(2), 70, true, FlowRow::count, FlowRow::countText);
        column(headings.get(3), 64, true, FlowRow::share, FlowRow::shareText);
        column(headings.get(4), 64, true, FlowRow::bytes, FlowRow::bytesText);
        column(headings.get(5), 70, true, FlowRow::nanos, FlowRow::timeText);
        table.setPlaceholder(new Label(Text.of("flow.headline.none")));
    }

    private <T extends Comparable<T>> void column(
            String title,
            double width,
            boolean number,
            Function<FlowRow, T> value,
            Function<FlowRow, String> words) {
        TableColumn<FlowRow, FlowRow> column = new TableColumn<>(title);
        column.setPrefWidth(look.sized(width));
        column.setComparator((one, other) -> value.apply(one).compareTo(value.apply(other)));
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue()).getReadOnlyProperty());
        column.setCellFactory(made -> cell(number, words));
        if (number) {
            column.setSortType(TableColumn.SortType.DESCENDING);
            column.getStyleClass().add("right");
        }
        table.getColumns().add(column);
    }

    private static TableCell<FlowRow, FlowRow> cell(
            boolean number, Function<FlowRow, String> words) {
        TableCell<FlowRow, FlowRow> cell =
                new TableCell<>() {
                    @Override
                    protected void updateItem(FlowRow row, boolean empty) {
                        super.updateItem(row, empty);
                        setText(empty || row == null ? "" : words.apply(row));
                    }
                };
        cell.pseudoClassStateChanged(RIGHT, number);
        return cell;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.text());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
