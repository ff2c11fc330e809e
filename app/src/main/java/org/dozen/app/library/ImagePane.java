// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Icon;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.image.Image;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Everything that is known of the selected image, and everything that can be done with it. */
final class ImagePane extends ScrollPane {
    private final LibraryCommands commands;
    private final Screens screens;
    private final ImageTile.ScreenPicture screen = new ImageTile.ScreenPicture();
    private final SystemSign sign = new SystemSign();
    private final Label name = new Label();
    private final Label system = new Label();
    private final Label problem = new Label();
    private final HBox starting = new HBox();
    private final GridPane facts = new GridPane();
    private final TextField tags = new TextField();
    private final TextArea text = new TextArea();
    private final Button rename =
            Buttons.icon("pane-rename", Icon.PENCIL, Text.of("library.rename.tip"));
    private final Button remove =
            Buttons.icon("pane-remove", Icon.TRASH, Text.of("library.remove.tip"));
    private final Button copy = Buttons.icon("pane-copy", Icon.COPY, Text.of("library.copy.tip"));
    private final MaintenanceBox care;
    private final VBox content = new VBox();
    private @Nullable ImageEntry shown;

    ImagePane(LibraryCommands commands, MaintenanceModel maintenance, Screens screens) {
        this.commands = commands;
        this.screens = screens;
        this.care = new MaintenanceBox(maintenance, commands.jobs(), commands.questions());
        setId("image-pane");
        getStyleClass().addAll("image-pane", "edge-to-edge");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        content.getStyleClass().add("image-pane-content");
        name.getStyleClass().add("pane-name");
        name.setWrapText(true);
        name.setId("pane-name");
        system.getStyleClass().add("details-facts");
        system.setWrapText(true);
        problem.getStyleClass().add("pane-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        VBox words = new VBox(name, system);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(sign, words);
        head.getStyleClass().add("pane-head");
        starting();
        facts.getStyleClass().add("pane-facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(names, values);
        tags.setId("pane-tags");
        tags.setPromptText(Text.of("library.tags.prompt"));
        tags.setAccessibleText(Text.of("library.column.tags"));
        tags.setOnAction(event -> keepTags());
        tags.focusedProperty().subscribe((before, now) -> keepTags());
        text.setId("pane-notes");
        text.setPromptText(Text.of("library.notes.prompt"));
        text.setAccessibleText(Text.of("library.notes"));
        text.setWrapText(true);
        text.setPrefRowCount(3);
        text.focusedProperty().subscribe((before, now) -> keepText());
        content.getChildren()
                .addAll(
                        screen,
                        head,
                        problem,
                        starting,
                        tools(),
                        facts,
                        heading("library.column.tags"),
                        tags,
                        heading("library.notes"),
                        text,
                        heading("care.title"),
                        care);
        setContent(content);
        show(null);
    }

    void close() {
        keep();
        care.close();
    }

    private void starting() {
        Button boot = new Button(Text.of("library.boot"), Icon.PLAY.node());
        boot.setId("pane-boot");
        boot.getStyleClass().add("accent");
        boot.setMaxWidth(Double.MAX_VALUE);
        boot.setOnAction(event -> commands.boot());
        HBox.setHgrow(boot, Priority.ALWAYS);
        Button inside = new Button(Text.of("library.inside"));
        inside.setId("pane-inside");
        inside.setMinWidth(Region.USE_PREF_SIZE);
        inside.setOnAction(event -> commands.lookInside());
        Button settings = new Button(Text.of("library.start"));
        settings.setId("pane-start");
        settings.setMinWidth(Region.USE_PREF_SIZE);
        settings.setOnAction(event -> commands.chooseStart());
        starting.getChildren().addAll(boot, inside, settings);
        starting.getStyleClass().add("library-buttons");
    }

    private HBox tools() {
        Button reveal = Buttons.icon("pane-reveal", Icon.FOLDER, Text.of("library.reveal.tip"));
        reveal.setOnAction(event -> commands.reveal());
        rename.setOnAction(event -> commands.rename(rename));
        copy.setOnAction(event -> commands.duplicate(copy));
        remove.setOnAction(event -> commands.remove());
        HBox line = new HBox(rename, copy, reveal, remove);
        line.getStyleClass().add("pane-tools");
        return line;
    }

    private static Label heading(String key) {
        Label heading = new Label(Text.of(key));
        heading.getStyleClass().add("pane-heading");
        return heading;
    }

    void show(@Nullable ImageEntry entry) {
        boolean other =
                entry == null
                        || shown == null
                        || !entry.image().path().equals(shown.image().path());
        if (other) {
            keep();
        }
        shown = entry;
        content.setVisible(entry != null);
        if (entry == null) {
            return;
        }
        screen.show(entry, screens);
        boolean pictured = entry.about().screen().isPresent();
        screen.setVisible(pictured);
        screen.setManaged(pictured);
        sign.show(entry);
        name.setText(entry.name());
        system.setText(
                entry.system().isEmpty()
                        ? Text.of("pane.system", entry.kind(), entry.stateWords())
                        : Text.of("pane.system", entry.system(), entry.stateWords()));
        problem.setText(entry.problem());
        problem.setVisible(!entry.usable());
        problem.setManaged(!entry.usable());
        starting.setVisible(entry.usable());
        starting.setManaged(entry.usable());
        rename.setDisable(entry.image().shipped());
        remove.setDisable(entry.image().shipped());
        copy.setDisable(!entry.usable());
        fillFacts(entry);
        if (other || !tags.isFocused()) {
            tags.setText(entry.tagWords());
        }
        if (other || !text.isFocused()) {
            text.setText(entry.about().notes().text());
        }
        care.show(entry);
        if (other) {
            setVvalue(0);
        }
    }

    private void fillFacts(ImageEntry entry) {
        facts.getChildren().clear();
        Image image = entry.image();
        if (entry.usable()) {
            fact("pane.fileSystem", new Label(entry.fileSystemWords()));
            ImageTable.UsedBar bar = new ImageTable.UsedBar();
            bar.set(image.usedShare());
            Label full =
                    new Label(
                            Text.of(
                                    "pane.used.words",
                                    Figures.bytes(image.usedBytes()),
                                    Figures.bytes(image.fileSystemBytes())));
            full.setWrapText(true);
            fact("library.column.used", new VBox(full, bar));
        }
        fact("library.column.size", new Label(Figures.bytes(image.sizeBytes())));
        fact("pane.disk", new Label(Figures.bytes(image.diskBytes())));
        String lastRun = entry.lastRun(Instant.now());
        fact(
                "library.column.lastRun",
                new Label(lastRun.isEmpty() ? Text.of("library.when.never") : lastRun));
        textFact("pane.origin", entry.about().notes().origin());
        textFact("pane.command", String.join(" ", entry.about().notes().start().words()));
        if (image.shipped()) {
            textFact("pane.writes", entry.writes());
        } else {
            textFact("pane.file", image.path().toString());
        }
    }

    private void textFact(String key, String value) {
        if (!value.isEmpty()) {
            fact(key, new Label(value));
        }
    }

    private void fact(String key, Node value) {
        Label label = new Label(Text.of(key));
        label.getStyleClass().add("pane-fact");
        GridPane.setValignment(label, javafx.geometry.VPos.TOP);
        if (value instanceof Label words) {
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
        }
        facts.addRow(facts.getRowCount(), label, value);
    }

    /** What somebody was typing when another image came belongs to the one before. */
    private void keep() {
        keepTags();
        keepText();
    }

    private void keepTags() {
        ImageEntry entry = shown;
        if (entry == null || tags.getText().strip().equals(entry.tagWords())) {
            return;
        }
        List<String> words =
                Arrays.stream(tags.getText().split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        if (!words.equals(entry.about().notes().tags())) {
            commands.chores().tag(entry.image(), words);
        }
    }

    private void keepText() {
        ImageEntry entry = shown;
        if (entry != null && !text.getText().equals(entry.about().notes().text())) {
            commands.chores().write(entry.image(), text.getText());
        }
    }
}
