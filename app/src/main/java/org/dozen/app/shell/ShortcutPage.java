// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

import java.util.ArrayList;
import java.util.List;

/** All keys on one page. */
final class ShortcutPage extends VBox {
    private static final int COLUMNS = 2;

    private final Button close = new Button(Text.of("shortcuts.close"));

    ShortcutPage(List<Shortcut> shortcuts, Runnable onClose) {
        getStyleClass().addAll("card", "shortcut-page");
        setId("shortcut-page");
        Label title = new Label(Text.of("shortcuts.title"));
        title.getStyleClass().add("card-title");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-grid");
        List<String[]> lines = new ArrayList<>();
        shortcuts.forEach(one -> lines.add(new String[] {one.keys(), one.words()}));
        lines.add(new String[] {"Enter F2 Del", Text.of("keys.images")});
        lines.add(new String[] {"Ctrl+D O Z G", Text.of("keys.images.more")});
        lines.add(new String[] {"Ctrl+Shift+C", Text.of("terminal.copy")});
        lines.add(new String[] {"Ctrl+Shift+V", Text.of("terminal.paste")});
        lines.add(new String[] {"Ctrl+Shift+F", Text.of("terminal.find")});
        lines.add(new String[] {"\u2190 \u2192 Shift+\u2190 \u2192", Text.of("keys.chart.move")});
        lines.add(new String[] {"+ - Home End Esc", Text.of("keys.chart.zoom")});
        lines.add(new String[] {"Space End /", Text.of("keys.log.lines")});
        lines.add(new String[] {"Enter Backspace Ctrl+L F", Text.of("keys.files.go")});
        lines.add(new String[] {"F2 F4 F7 Delete", Text.of("keys.files.change")});
        lines.add(new String[] {"F8 F9 F10 Insert", Text.of("keys.files.more")});
        lines.add(new String[] {"Ctrl+S Esc", Text.of("keys.files.save")});
        int rows = (lines.size() + COLUMNS - 1) / COLUMNS;
        for (int i = 0; i < lines.size(); i++) {
            Label keys = new Label(lines.get(i)[0]);
            keys.getStyleClass().add("keys");
            keys.setMinWidth(USE_PREF_SIZE);
            Label words = new Label(lines.get(i)[1]);
            grid.add(keys, i / rows * 2, i % rows);
            grid.add(words, i / rows * 2 + 1, i % rows);
        }
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        close.setOnAction(event -> onClose.run());
        close.setCancelButton(true);
        getChildren().addAll(title, scroll, close);
    }

    Button closeButton() {
        return close;
    }
}
