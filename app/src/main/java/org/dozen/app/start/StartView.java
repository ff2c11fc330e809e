// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import javafx.beans.property.Property;
import javafx.collections.ListChangeListener;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Icon;
import org.dozen.app.preference.StartChoice;
import org.dozen.app.text.Text;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** One page with everything that can be chosen for a start, and the command line that does it. */
public final class StartView {
    private static final List<String> SIZES =
            List.of("32 MB", "64 MB", "128 MB", "256 MB", "512 MB", "1 GB", "2 GB");

    private final StartViewModel model;
    private final Supplier<Optional<Path>> disk;
    private final VBox root = new VBox();
    private final GridPane grid = new GridPane();
    private final VBox disks = new VBox();
    private final Button boot = new Button(Text.of("library.boot"), Icon.PLAY.node());
    private final ComboBox<String> memory = new ComboBox<>();

    /**
     * Makes the page.
     *
     * @param disk asks for the file of a further disk
     * @param onBoot starts the machine
     */
    public StartView(
            StartViewModel model,
            Supplier<Optional<Path>> disk,
            Runnable onBoot,
            Runnable onClose) {
        this.model = model;
        this.disk = disk;
        root.getStyleClass().addAll("card", "start-page");
        root.setId("start-page");
        Label title = new Label(Text.of("start.title", model.image().name()));
        title.getStyleClass().add("card-title");
        grid.getStyleClass().add("start-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, fields);
        row("start.writes", writes(), false);
        row("start.run", runs(), false);
        row("start.memory", memory(), true);
        row("start.disks", diskPart(), true);
        row("start.kernel", kernel(), true);
        row("start.init", init(), false);
        row("start.strict", strict(), false);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button usual = new Button(Text.of("start.usual"));
        usual.setId("start-usual");
        usual.getStyleClass().add("flat");
        usual.setOnAction(event -> model.reset());
        Button close = new Button(Text.of("start.close"));
        close.setId("start-close");
        close.setCancelButton(true);
        close.setOnAction(event -> onClose.run());
        boot.setId("start-boot");
        boot.getStyleClass().add("accent");
        boot.setDefaultButton(true);
        boot.setOnAction(event -> {
            onClose.run();
            onBoot.run();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox answers = new HBox(usual, space, close, boot);
        answers.getStyleClass().add("answers");
        root.getChildren().addAll(title, scroll, commandLine(), answers);
        model.faults().subscribe(wrong -> boot.setDisable(!wrong.isEmpty()));
    }

    public Region node() {
        return root;
    }

    /** What gets the focus first. */
    public Node first() {
        return boot.isDisabled() ? memory : boot;
    }

    /**
     * A row of the page.
     *
     * @param tall the field begins with something that is higher than a line
     */
    private void row(String key, Node field, boolean tall) {
        Label label = new Label(Text.of(key));
        grid.addRow(grid.getRowCount(), label, field);
        label.getStyleClass().add(tall ? "start-name-tall" : "start-name");
        GridPane.setValignment(label, VPos.TOP);
    }

    // ---- fields

    private Node writes() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox();
        box.getStyleClass().add("start-choices");
        TextField name = new TextField();
        name.setId("start-keep-as");
        name.setAccessibleText(Text.of("start.keep"));
        name.textProperty().bindBidirectional(model.keepAs());
        for (Writes each : Writes.values()) {
            if (!each.possible(model.image().shipped())) {
                continue;
            }
            RadioButton radio = radio(group, words(each), each, model.writes());
            radio.setId("start-writes-" + each.name().toLowerCase(Locale.ROOT));
            if (each == Writes.KEPT) {
                name.disableProperty().bind(radio.selectedProperty().not());
                HBox line = new HBox(radio, name);
                line.getStyleClass().add("start-line");
                box.getChildren().addAll(line, fault(StartField.KEEP_AS));
            } else {
                box.getChildren().add(radio);
            }
        }
        return box;
    }

    private static String words(Writes each) {
        return switch (each) {
            case INTO_IMAGE -> Text.of("start.writes.image");
            case THROWN_AWAY -> Text.of("start.writes.away");
            case KEPT -> Text.of("start.writes.kept");
            case MERGED -> Text.of("start.writes.merged");
            case NOTHING -> Text.of("start.writes.nothing");
        };
    }

    private Node runs() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox();
        box.getStyleClass().add("start-choices");
        box.getChildren()
                .add(radio(group, Text.of("start.run.shell"), StartChoice.Run.SHELL, model.run()));
        String its = model.itsCommand();
        RadioButton image =
                radio(
                        group,
                        its.isEmpty()
                                ? Text.of("start.run.image.none")
                                : Text.of("start.run.image"),
                        StartChoice.Run.IMAGE,
                        model.run());
        image.setId("start-run-image");
        image.setDisable(its.isEmpty());
        Label what = new Label(its);
        what.getStyleClass().add("command-line");
        what.setId("start-its-command");
        HBox offered = new HBox(image, what);
        offered.getStyleClass().add("start-line");
        TextField line = new TextField();
        line.setId("start-command");
        line.getStyleClass().add("mono");
        line.setAccessibleText(Text.of("start.run.line"));
        line.textProperty().bindBidirectional(model.command());
        HBox.setHgrow(line, Priority.ALWAYS);
        RadioButton own =
                radio(group, Text.of("start.run.line"), StartChoice.Run.LINE, model.run());
        own.setId("start-run-line");
        own.setMinWidth(Region.USE_PREF_SIZE);
        line.disableProperty().bind(own.selectedProperty().not());
        HBox typed = new HBox(own, line);
        typed.getStyleClass().add("start-line");
        box.getChildren().addAll(offered, typed, fault(StartField.COMMAND));
        return box;
    }

    private Node memory() {
        memory.setId("start-memory");
        memory.setEditable(true);
        memory.getItems().setAll(SIZES);
        memory.setAccessibleText(Text.of("start.memory"));
        memory.getEditor().textProperty().bindBidirectional(model.memory());
        HBox line = new HBox(memory, fault(StartField.MEMORY));
        line.getStyleClass().add("start-line");
        return line;
    }

    private Node diskPart() {
        disks.getStyleClass().add("start-choices");
        Button add = new Button(Text.of("start.disks.add"), Icon.PLUS.node());
        add.setId("start-disk-add");
        add.setOnAction(event ->
                disk.get()
                        .ifPresent(file ->
                                model.disks().add(new StartChoice.Disk(file.toString(), false))));
        showDisks();
        model.disks().addListener((ListChangeListener<StartChoice.Disk>) change -> showDisks());
        VBox box = new VBox(disks, add, fault(StartField.DISKS));
        box.getStyleClass().add("start-choices");
        return box;
    }

    private void showDisks() {
        disks.getChildren().clear();
        for (int i = 0; i < model.disks().size(); i++) {
            disks.getChildren().add(diskRow(i, model.disks().get(i)));
        }
        disks.setManaged(!model.disks().isEmpty());
    }

    private HBox diskRow(int index, StartChoice.Disk shown) {
        Label device = new Label("/dev/vd" + (char) ('b' + index));
        device.getStyleClass().add("command-line");
        device.setMinWidth(Region.USE_PREF_SIZE);
        Label file = new Label(shown.path());
        file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        file.setMinWidth(0);
        file.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(file, Priority.ALWAYS);
        CheckBox readOnly = new CheckBox(Text.of("start.disks.readOnly"));
        readOnly.setSelected(shown.readOnly());
        readOnly.setMinWidth(Region.USE_PREF_SIZE);
        readOnly.setOnAction(event ->
                model.disks()
                        .set(index, new StartChoice.Disk(shown.path(), readOnly.isSelected())));
        Button remove =
                Buttons.icon(
                        "start-disk-remove-" + index,
                        Icon.CLOSE,
                        Text.of("start.disks.remove", shown.path()));
        remove.setOnAction(event -> model.disks().remove(index));
        HBox row = new HBox(device, file, readOnly, remove);
        row.getStyleClass().add("start-line");
        return row;
    }

    private Node kernel() {
        TextField words = new TextField();
        words.setId("start-kernel");
        words.getStyleClass().add("mono");
        words.setPromptText(Text.of("start.kernel.prompt"));
        words.setAccessibleText(Text.of("start.kernel"));
        words.textProperty().bindBidirectional(model.kernelWords());
        VBox box = new VBox(words, fault(StartField.KERNEL_WORDS));
        box.getStyleClass().add("start-choices");
        return box;
    }

    private Node init() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox();
        box.getStyleClass().add("start-choices");
        for (StartChoice.Init each : StartChoice.Init.values()) {
            RadioButton radio =
                    radio(
                            group,
                            switch (each) {
                                case AUTO -> Text.of("start.init.auto");
                                case IMAGE -> Text.of("start.init.image");
                                case OWN -> Text.of("start.init.own");
                            },
                            each,
                            model.init());
            box.getChildren().add(radio);
        }
        return box;
    }

    private Node strict() {
        CheckBox strict = new CheckBox(Text.of("start.strict.words"));
        strict.setId("start-strict");
        strict.selectedProperty().bindBidirectional(model.strict());
        return strict;
    }

    private Node commandLine() {
        Label line = new Label();
        line.setId("start-line");
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.getStyleClass().add("start-command-line");
        line.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(line, Priority.ALWAYS);
        Button copy = new Button(Text.of("start.copy"));
        copy.setId("start-copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(model.line().get());
            Clipboard.getSystemClipboard().setContent(content);
        });
        model.line()
                .subscribe(now -> {
                    line.setText(now.isEmpty() ? Text.of("start.line.none") : now);
                    copy.setDisable(now.isEmpty());
                });
        Label heading = new Label(Text.of("start.line"));
        heading.getStyleClass().add("explain-name");
        HBox box = new HBox(line, copy);
        box.getStyleClass().add("start-line");
        VBox part = new VBox(heading, box);
        part.getStyleClass().add("start-choices");
        return part;
    }

    // ---- parts

    private static <T> RadioButton radio(
            ToggleGroup group, String words, T value, Property<T> property) {
        RadioButton radio = new RadioButton(words);
        radio.setToggleGroup(group);
        radio.setSelected(value.equals(property.getValue()));
        radio.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        property.setValue(value);
                    }
                });
        property.subscribe((before, now) -> radio.setSelected(value.equals(now)));
        return radio;
    }

    private Label fault(StartField field) {
        Label label = new Label();
        label.setId("start-fault-" + field.name().toLowerCase(Locale.ROOT));
        label.getStyleClass().add("trouble");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        model.faults()
                .subscribe(wrong -> {
                    String sentence = wrong.getOrDefault(field, "");
                    label.setText(sentence);
                    label.setVisible(!sentence.isEmpty());
                    label.setManaged(!sentence.isEmpty());
                });
        return label;
    }
}
