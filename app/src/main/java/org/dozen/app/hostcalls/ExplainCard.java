// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Says what one of the twelve is for. Shown over the chart while pointer or focus is on its row.
 */
final class ExplainCard extends VBox {
    private final Label title = new Label();
    private final GridPane facts = new GridPane();
    private final Label[] values = new Label[6];
    private @Nullable CallRow shown;

    ExplainCard() {
        getStyleClass().add("explain-card");
        setId("explain-card");
        setMouseTransparent(true);
        setMaxHeight(USE_PREF_SIZE);
        title.getStyleClass().add("explain-title");
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(names, words);
        facts.getStyleClass().add("explain-facts");
        line(0, Text.of("calls.explain.why"));
        line(1, Text.of("calls.explain.activity"));
        line(2, Text.of("calls.explain.allowed"));
        line(3, Text.of("calls.explain.filter"));
        line(4, Text.of("calls.explain.phases"));
        line(5, Text.of("calls.explain.spent"));
        values[3].getStyleClass().add("filter-line");
        values[3].setId("filter-line");
        getChildren().addAll(title, facts);
        setVisible(false);
    }

    void show(@Nullable CallRow row) {
        shown = row;
        setVisible(row != null);
        if (row != null) {
            title.setText(Text.of("calls.explain.title", row.call().name(), row.call().number()));
            values[0].setText(row.call().why());
            values[1].setText(row.call().guestActivity());
            values[2].setText(RuleWords.of(row.call().allowed()));
            values[3].setText(FilterLine.of(row.call()));
            values[4].setText(String.join(", ", row.call().phases()));
            refresh();
        }
    }

    /** Brings the figures of the shown row up to date. */
    void refresh() {
        CallRow row = shown;
        if (row == null) {
            return;
        }
        String spent = Figures.duration(Duration.ofNanos(row.nanos()));
        String figures =
                row.used()
                        ? Text.of(
                                row.count() == 1
                                        ? "calls.explain.figures.one"
                                        : "calls.explain.figures",
                                row.countText(),
                                row.shareText(),
                                spent)
                        : Text.of(row.ever() ? "calls.explain.notNow" : "calls.explain.unused");
        if (row.bytes() > 0) {
            figures += Text.of("calls.explain.bytes", Figures.bytes(row.bytes()));
        }
        if (row.errors() > 0) {
            figures += Text.of("calls.explain.errors", Figures.count(row.errors()));
        }
        values[5].setText(figures);
    }

    private void line(int index, String name) {
        Label label = new Label(name);
        label.getStyleClass().add("explain-name");
        label.setMinWidth(USE_PREF_SIZE);
        Label value = new Label();
        value.setWrapText(true);
        values[index] = value;
        facts.addRow(index, label, value);
    }
}
