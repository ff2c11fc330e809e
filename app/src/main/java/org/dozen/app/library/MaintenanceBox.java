// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.image.Image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checking, resizing, compacting and exporting the image that is shown, all in one place. */
final class MaintenanceBox extends VBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final int MOST_LINES = 200;
    private static final List<String> ENDINGS =
            List.of(".tar", ".tar.gz", ".tar.zst", ".tar.xz", ".ext4");

    private final MaintenanceModel model;
    private final ImageQuestions questions;
    private final FlowPane buttons = new FlowPane();
    private final VBox below = new VBox();
    private final Button check = button("care-check", "care.check", "care.check.tip");
    private final Button resize = button("care-resize", "care.resize", "care.resize.tip");
    private final Button compact = button("care-compact", "care.compact", "care.compact.tip");
    private final MenuButton export = new MenuButton(Text.of("care.export"));
    private final Subscription subscriptions;
    private Optional<Image> shown = Optional.empty();
    private boolean asking;

    MaintenanceBox(MaintenanceModel model, ImageJobs jobs, ImageQuestions questions) {
        this.model = model;
        this.questions = questions;
        getStyleClass().add("care");
        buttons.getStyleClass().add("care-buttons");
        below.getStyleClass().add("care-below");
        check.setOnAction(event -> run(model::check));
        compact.setOnAction(event -> run(model::compact));
        resize.setOnAction(event -> {
            asking = !asking;
            fill();
        });
        export.setId("care-export");
        export.setTooltip(new Tooltip(Text.of("care.export.tip")));
        for (String ending : ENDINGS) {
            MenuItem item =
                    new MenuItem(
                            ending.equals(".ext4")
                                    ? Text.of("care.export.image")
                                    : Text.of("care.export.archive", ending));
            item.setId("export" + ending.replace('.', '-'));
            item.setOnAction(event -> export(ending));
            export.getItems().add(item);
        }
        buttons.getChildren().addAll(check, resize, compact, export);
        getChildren().addAll(buttons, below);
        ListChangeListener<ImageJob> changed = change -> fill();
        jobs.list().addListener(changed);
        subscriptions =
                model.revision()
                        .subscribe((before, now) -> fill())
                        .and(() -> jobs.list().removeListener(changed));
    }

    void close() {
        subscriptions.unsubscribe();
    }

    void show(ImageEntry entry) {
        boolean other = shown.map(Image::path).filter(entry.image().path()::equals).isEmpty();
        shown = Optional.of(entry.image());
        if (other) {
            asking = false;
            fill();
        }
    }

    private interface Action {
        void on(Image image);
    }

    private void run(Action action) {
        asking = false;
        shown.ifPresent(action::on);
    }

    private void export(String ending) {
        shown.ifPresent(image ->
                questions
                        .save(image.name() + ending)
                        .ifPresent(file -> model.export(image, withEnding(file, ending))));
    }

    /** What was chosen in the menu is what comes out, also where no ending was typed. */
    private static Path withEnding(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return ending.equals(".ext4") || name.endsWith(ending)
                ? file
                : file.resolveSibling(name + ending);
    }

    private void fill() {
        below.getChildren().clear();
        if (shown.isEmpty()) {
            return;
        }
        Image image = shown.get();
        Optional<ImageJob> job = model.job(image);
        boolean usable = image.problem().isEmpty();
        check.setDisable(job.isPresent());
        resize.setDisable(
                job.isPresent() || !usable || image.shipped() || !image.partition().isWhole());
        compact.setDisable(job.isPresent() || !usable || image.shipped());
        export.setDisable(job.isPresent() || !usable);
        if (job.isPresent()) {
            below.getChildren().add(working(job.get()));
        } else if (asking) {
            below.getChildren().add(sizeForm(image));
        } else {
            model.outcome(image)
                    .ifPresent(outcome -> below.getChildren().add(outcome(image, outcome)));
        }
    }

    private static VBox working(ImageJob job) {
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(job.share());
        Label words = new Label();
        words.getStyleClass().add("job-words");
        words.setWrapText(true);
        words.textProperty().bind(job.words());
        Button cancel = new Button(Text.of("job.stop"));
        cancel.setId("care-cancel");
        cancel.setOnAction(event -> job.cancel());
        VBox box = new VBox(words, bar, cancel);
        box.getStyleClass().add("copy-box");
        return box;
    }

    private VBox outcome(Image image, MaintenanceModel.Outcome outcome) {
        Label sentence = new Label(outcome.sentence());
        sentence.setId("care-outcome");
        sentence.getStyleClass().add("care-sentence");
        sentence.pseudoClassStateChanged(BAD, outcome.bad());
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(sentence);
        box.getStyleClass().add("copy-box");
        if (!outcome.lines().isEmpty()) {
            Label lines =
                    new Label(
                            String.join("\n", outcome.lines().stream().limit(MOST_LINES).toList()));
            lines.getStyleClass().add("care-lines");
            lines.setWrapText(true);
            lines.setMinHeight(USE_PREF_SIZE);
            box.getChildren().add(lines);
        }
        Button fine = new Button(Text.of("care.fine"));
        fine.setId("care-fine");
        fine.setOnAction(event -> model.forget(image));
        HBox answers = new HBox();
        answers.getStyleClass().add("library-buttons");
        if (outcome.repairable()) {
            Button repair = new Button(Text.of("care.repair"));
            repair.setId("care-repair");
            repair.getStyleClass().add("accent");
            repair.setOnAction(event -> run(model::repair));
            answers.getChildren().add(repair);
        }
        answers.getChildren().add(fine);
        box.getChildren().add(answers);
        return box;
    }

    private VBox sizeForm(Image image) {
        Label what = new Label(Text.of("care.resize.now", Figures.bytes(image.sizeBytes())));
        what.setWrapText(true);
        what.getStyleClass().add("care-sentence");
        model.least(
                image,
                least -> {
                    if (least > 0) {
                        what.setText(
                                Text.of(
                                        "care.resize.least",
                                        Figures.bytes(image.sizeBytes()),
                                        Figures.bytes(least)));
                    }
                });
        TextField size = new TextField();
        size.setId("care-size");
        size.setPromptText(Text.of("care.resize.prompt"));
        size.setAccessibleText(Text.of("care.resize.size"));
        HBox.setHgrow(size, Priority.ALWAYS);
        Button doIt = new Button(Text.of("care.resize.do"));
        doIt.setId("care-resize-do");
        doIt.getStyleClass().add("accent");
        doIt.setDisable(true);
        size.textProperty().subscribe(text -> doIt.setDisable(ByteSize.parse(text).isEmpty()));
        Runnable start =
                () -> {
                    OptionalLong bytes = ByteSize.parse(size.getText());
                    if (bytes.isPresent()) {
                        run(which -> model.resize(which, bytes.getAsLong()));
                    }
                };
        doIt.setOnAction(event -> start.run());
        size.setOnAction(event -> start.run());
        HBox line = new HBox(size, doIt);
        line.getStyleClass().add("library-buttons");
        VBox box = new VBox(what, line);
        box.getStyleClass().add("copy-box");
        return box;
    }

    private static Button button(String id, String key, String tip) {
        Button button = new Button(Text.of(key));
        button.setId(id);
        Tooltip words = new Tooltip(Text.of(tip));
        words.setWrapText(true);
        words.setMaxWidth(360);
        button.setTooltip(words);
        return button;
    }
}
