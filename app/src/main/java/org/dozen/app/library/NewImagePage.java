// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Icon;
import org.dozen.app.library.NewImageModel.Kind;
import org.dozen.app.text.Text;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One form for every way to a new image: where from at the left, what it needs at the right. */
final class NewImagePage extends VBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final List<String> EXAMPLES =
            List.of("alpine:3.22", "debian:12-slim", "quay.io/fedora/fedora", "localhost:5000/x");
    private static final List<String> SIZES = List.of("256 MB", "1 GB", "4 GB", "16 GB");

    private final NewImageModel model;
    private final ImageQuestions questions;
    private final Map<Kind, ToggleButton> kinds = new EnumMap<>(Kind.class);
    private final Map<Kind, Node> forms = new EnumMap<>(Kind.class);
    private final StackPane form = new StackPane();
    private final TextField container = new TextField();

    /**
     * The page.
     *
     * @param close takes it away
     */
    NewImagePage(NewImageModel model, ImageQuestions questions, Runnable close) {
        this.model = model;
        this.questions = questions;
        getStyleClass().addAll("card", "new-page");
        setId("new-page");
        Label title = new Label(Text.of("new.title"));
        title.getStyleClass().add("card-title");
        VBox choices = new VBox();
        choices.getStyleClass().add("new-kinds");
        ToggleGroup group = new ToggleGroup();
        choices.getChildren()
                .addAll(
                        kind(
                                group,
                                Kind.REGISTRY,
                                Icon.IMPORT,
                                "new.registry",
                                "new.registry.what"),
                        kind(group, Kind.RECIPE, Icon.BOXES, "new.recipe", "new.recipe.what"),
                        kind(group, Kind.FILE, Icon.ARCHIVE, "new.file", "new.file.what"),
                        kind(group, Kind.COPY, Icon.COPY, "new.copy", "new.copy.what"),
                        kind(group, Kind.EMPTY, Icon.DISK, "new.empty", "new.empty.what"));
        forms.put(Kind.REGISTRY, registry());
        forms.put(Kind.RECIPE, recipe());
        forms.put(Kind.FILE, file());
        forms.put(Kind.COPY, copy());
        forms.put(Kind.EMPTY, empty());
        forms.values().forEach(each -> each.getStyleClass().add("new-form"));
        form.getChildren().setAll(forms.values());
        form.getStyleClass().add("new-forms");
        TextField name = field("new-name", "library.name", "", model.name());
        Label fault = new Label();
        fault.setId("new-fault");
        fault.getStyleClass().add("form-fault");
        fault.setWrapText(true);
        Button cancel = new Button(Text.of("question.cancel"));
        cancel.setId("new-cancel");
        cancel.setOnAction(event -> close.run());
        Button create = new Button(Text.of("new.create"), Icon.PLUS.node());
        create.setId("new-create");
        create.getStyleClass().add("accent");
        create.setDefaultButton(true);
        create.setOnAction(event -> {
            if (model.create()) {
                close.run();
            }
        });
        model.fault()
                .subscribe(now -> {
                    fault.setText(now.map(NewImageModel.Fault::sentence).orElse(""));
                    fault.pseudoClassStateChanged(
                            BAD, now.filter(each -> !each.missing()).isPresent());
                    create.setDisable(now.isPresent());
                });
        HBox answers = new HBox(cancel, create);
        answers.getStyleClass().add("answers");
        VBox right = new VBox(form, labelled("library.name", name), fault);
        right.getStyleClass().add("new-right");
        HBox.setHgrow(right, Priority.ALWAYS);
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        right.getChildren().addAll(space, answers);
        HBox both = new HBox(choices, right);
        both.getStyleClass().add("new-both");
        getChildren().addAll(title, both);
        model.kind().subscribe(this::choose);
    }

    /** What gets the keyboard first. */
    Node first() {
        return model.kind().get() == Kind.REGISTRY
                ? container
                : Optional.<Node>ofNullable(kinds.get(model.kind().get())).orElse(this);
    }

    private void choose(Kind now) {
        forms.forEach((kind, node) -> node.setVisible(kind == now));
        ToggleButton button = kinds.get(now);
        if (button != null) {
            button.setSelected(true);
        }
    }

    private ToggleButton kind(ToggleGroup group, Kind kind, Icon icon, String title, String what) {
        Label head = new Label(Text.of(title));
        head.getStyleClass().add("new-kind-title");
        Label words = new Label(Text.of(what));
        words.getStyleClass().add("new-kind-words");
        VBox box = new VBox(head, words);
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox line = new HBox(icon.node(), box);
        line.getStyleClass().add("new-kind-line");
        ToggleButton button = new ToggleButton();
        button.setGraphic(line);
        button.setId("new-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        button.setAccessibleText(Text.of(title));
        button.getStyleClass().add("new-kind");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(group);
        button.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        model.kind().set(kind);
                    } else if (group.getSelectedToggle() == null) {
                        button.setSelected(true); // one of them is always chosen
                    }
                });
        kinds.put(kind, button);
        return button;
    }

    // ---- forms

    private VBox registry() {
        container.setId("new-container");
        container.setPromptText("alpine:3.22");
        container.setAccessibleText(Text.of("new.registry.name"));
        container.textProperty().bindBidirectional(model.container());
        FlowPane examples = new FlowPane();
        examples.getStyleClass().add("new-examples");
        for (String example : EXAMPLES) {
            Button button = new Button(example);
            button.getStyleClass().addAll("new-example", "flat");
            button.setOnAction(event -> {
                container.setText(example);
                container.requestFocus();
                container.end();
            });
            examples.getChildren().add(button);
        }
        return new VBox(
                labelled("new.registry.name", container),
                examples,
                hint("new.registry.hint"),
                size());
    }

    private VBox recipe() {
        VBox box = new VBox();
        ToggleGroup group = new ToggleGroup();
        for (String name : model.recipes()) {
            javafx.scene.control.RadioButton button =
                    new javafx.scene.control.RadioButton(words(name));
            button.setId("recipe-" + name);
            button.setWrapText(true);
            button.setToggleGroup(group);
            button.setSelected(name.equals(model.recipe().get()));
            button.selectedProperty()
                    .subscribe((before, now) -> {
                        if (now) {
                            model.recipe().set(name);
                        }
                    });
            box.getChildren().add(button);
        }
        box.getChildren().add(hint("new.recipe.hint"));
        return box;
    }

    private static String words(String recipe) {
        return switch (recipe) {
            case "debian" -> Text.of("new.recipe.debian");
            case "services" -> Text.of("new.recipe.services");
            default -> recipe;
        };
    }

    private VBox file() {
        TextField path = field("new-path", "new.file.path", "", model.path());
        HBox.setHgrow(path, Priority.ALWAYS);
        Button file = new Button(Text.of("new.file.choose"));
        file.setId("new-choose-file");
        file.setMinWidth(Region.USE_PREF_SIZE);
        file.setOnAction(event ->
                questions.image().ifPresent(chosen -> model.path().set(chosen.toString())));
        Button folder = new Button(Text.of("new.folder.choose"));
        folder.setId("new-choose-folder");
        folder.setMinWidth(Region.USE_PREF_SIZE);
        folder.setOnAction(event ->
                questions.sourceFolder().ifPresent(chosen -> model.path().set(chosen.toString())));
        HBox line = new HBox(path, file, folder);
        line.getStyleClass().add("library-buttons");
        CheckBox asRoot = new CheckBox(Text.of("new.file.asRoot"));
        asRoot.setId("new-as-root");
        asRoot.selectedProperty().bindBidirectional(model.asRoot());
        TextField reference =
                field(
                        "new-reference",
                        "new.file.reference",
                        "new.file.reference.prompt",
                        model.reference());
        return new VBox(
                labelled("new.file.path", line),
                hint("new.file.hint"),
                asRoot,
                labelled("new.file.reference", reference),
                size());
    }

    private VBox copy() {
        ComboBox<String> original = new ComboBox<>();
        original.setId("new-original");
        original.setMaxWidth(Double.MAX_VALUE);
        original.getItems().setAll(model.copies());
        original.valueProperty().bindBidirectional(model.original());
        return new VBox(labelled("new.copy.of", original), hint("new.copy.hint"));
    }

    private VBox empty() {
        ComboBox<String> size = new ComboBox<>();
        size.setId("new-size");
        size.setEditable(true);
        size.getItems().setAll(SIZES);
        size.getEditor().textProperty().bindBidirectional(model.emptySize());
        ToggleGroup group = new ToggleGroup();
        HBox systems = new HBox();
        systems.getStyleClass().add("pills");
        for (String one : List.of("ext4", "ext2")) {
            ToggleButton button = new ToggleButton(one);
            button.setId("new-" + one);
            button.getStyleClass().add(one.equals("ext4") ? "left-pill" : "right-pill");
            button.setToggleGroup(group);
            button.setSelected(one.equals(model.fileSystem().get()));
            button.selectedProperty()
                    .subscribe((before, now) -> {
                        if (now) {
                            model.fileSystem().set(one);
                        } else if (group.getSelectedToggle() == null) {
                            button.setSelected(true);
                        }
                    });
            systems.getChildren().add(button);
        }
        CheckBox table = new CheckBox(Text.of("new.empty.table"));
        table.setId("new-table");
        table.selectedProperty().bindBidirectional(model.partitioned());
        return new VBox(
                labelled("new.empty.size", size),
                labelled("new.empty.system", systems),
                table,
                hint("new.empty.hint"));
    }

    private VBox size() {
        TextField size = field("new-image-size", "new.size", "new.size.prompt", model.size());
        return labelled("new.size", size);
    }

    private static TextField field(String id, String label, String prompt, StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(Text.of(label));
        if (!prompt.isEmpty()) {
            field.setPromptText(Text.of(prompt));
        }
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private static VBox labelled(String key, Node node) {
        Label label = new Label(Text.of(key));
        label.getStyleClass().add("new-label");
        label.setLabelFor(node);
        VBox box = new VBox(label, node);
        box.getStyleClass().add("new-field");
        return box;
    }

    private static Label hint(String key) {
        Label hint = new Label(Text.of(key));
        hint.getStyleClass().add("new-hint");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        return hint;
    }
}
