// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Icon;
import org.dozen.app.text.Text;

import java.util.HashMap;
import java.util.Map;

/** What is under way, with its progress and a way to stop it; and what can be taken back. */
final class JobsBox extends VBox {
    private final Map<ImageJob, Node> rows = new HashMap<>();
    private final LibraryCommands commands;
    private final VBox list = new VBox();
    private final Subscription subscription;

    JobsBox(LibraryCommands commands) {
        this.commands = commands;
        getStyleClass().add("jobs");
        setId("jobs");
        list.getStyleClass().add("jobs");
        getChildren().addAll(list, undoBox());
        ListChangeListener<ImageJob> changed = change -> fill();
        commands.jobs().list().addListener(changed);
        fill();
        Subscription removed = commands.chores().removed().subscribe(last -> showIfNeeded());
        subscription = removed.and(() -> commands.jobs().list().removeListener(changed));
    }

    void close() {
        subscription.unsubscribe();
    }

    private void fill() {
        rows.keySet().retainAll(commands.jobs().list());
        list.getChildren()
                .setAll(
                        commands.jobs().list().stream()
                                .map(job -> rows.computeIfAbsent(job, JobsBox::row))
                                .toList());
        showIfNeeded();
    }

    private void showIfNeeded() {
        boolean needed =
                !commands.jobs().list().isEmpty() || commands.chores().removed().get() != null;
        setVisible(needed);
        setManaged(needed);
    }

    private static Node row(ImageJob job) {
        Label title = new Label(job.title());
        title.getStyleClass().add("job-title");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Button cancel = Buttons.icon("cancel-job", Icon.CLOSE, Text.of("job.cancel", job.title()));
        cancel.setOnAction(event -> job.cancel());
        HBox first = new HBox(title, cancel);
        first.getStyleClass().add("job-first");
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(job.share());
        Label words = new Label();
        words.getStyleClass().add("job-words");
        words.textProperty().bind(job.words());
        VBox row = new VBox(first, bar, words);
        row.getStyleClass().add("copy-box");
        return row;
    }

    private VBox undoBox() {
        Label words = new Label();
        words.setWrapText(true);
        Button undo = new Button(Text.of("library.undo"));
        undo.setId("undo-remove");
        undo.setOnAction(event -> commands.undo());
        Button forget = new Button(Text.of("library.undo.forget"));
        forget.setOnAction(event -> commands.chores().forget());
        HBox buttons = new HBox(undo, forget);
        buttons.getStyleClass().add("library-buttons");
        VBox box = new VBox(words, buttons);
        box.setId("undo-box");
        box.getStyleClass().add("copy-box");
        commands.chores()
                .removed()
                .subscribe(last -> {
                    box.setVisible(last != null);
                    box.setManaged(last != null);
                    words.setText(last == null ? "" : Text.of("library.removed", last.name()));
                });
        return box;
    }
}
