// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the status line says of the folder, of the image, and of what is being done. */
final class BrowserStatus extends HBox {
    private final Label count = part("browser-count");
    private final Label chosen = part("browser-chosen");
    private final Label room = part("browser-room");
    private final Label doing = part("browser-work");
    private final ProgressBar bar = new ProgressBar();
    private final Button stop = new Button(Text.of("browser.stop"));
    private final HBox work = new HBox(doing, bar, stop);

    BrowserStatus(BrowserViewModel model) {
        getStyleClass().add("status-line");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        bar.setPrefWidth(120);
        stop.getStyleClass().addAll("flat", "quiet");
        stop.setId("browser-stop");
        stop.setOnAction(event -> model.edits().stop());
        work.getStyleClass().add("browser-work");
        getChildren().addAll(count, chosen, space, work, room);
        model.entries()
                .addListener(
                        (ListChangeListener<FileEntry>)
                                change ->
                                        count.setText(
                                                Text.count(
                                                        "browser.count.one",
                                                        "browser.count",
                                                        model.entries().size())));
        model.room()
                .subscribe(
                        now -> room.setText(Text.of("browser.room", Figures.bytes(now.bytes()))));
        model.edits().work().subscribe(this::show);
    }

    void select(List<FileEntry> selected) {
        long bytes = selected.stream().mapToLong(FileEntry::size).sum();
        chosen.setText(
                selected.size() < 2
                        ? ""
                        : Text.of(
                                "browser.chosen",
                                Figures.count(selected.size()),
                                Figures.bytes(bytes)));
    }

    private void show(@Nullable Work now) {
        work.setVisible(now != null);
        work.setManaged(now != null);
        if (now != null) {
            doing.setText(now.words());
            bar.setProgress(now.share());
            stop.setVisible(now.stoppable());
            stop.setManaged(now.stoppable());
        }
    }

    private static Label part(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("status-part");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
