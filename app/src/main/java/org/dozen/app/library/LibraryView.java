// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.controlsfx.control.PopOver;
import org.dozen.app.fx.Icon;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.text.Text;
import org.dozen.engine.image.Image;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The left side of the window. */
public final class LibraryView {
    private final LibraryViewModel model;
    private final ImageCopies copies;
    private final ImageChores chores;
    private final Supplier<Optional<Path>> chooser;
    private final ImageActions actions;
    private final VBox root = new VBox();
    private final ListView<ImageEntry> list = new ListView<>();
    private final TextField search = new TextField();
    private final Button create = new Button(Text.of("library.new"), Icon.PLUS.node());
    private final Button bring = new Button(Text.of("library.import"), Icon.IMPORT.node());
    private final ImageDetails details;
    private final Subscription subscriptions;
    private boolean selecting;

    /**
     * Makes the view of a library.
     *
     * @param chooser asks for an image file
     * @param actions what the window does with an image
     */
    public LibraryView(
            LibraryViewModel model,
            ImageCopies copies,
            ImageChores chores,
            PreferenceStore preferences,
            Supplier<Optional<Path>> chooser,
            ImageActions actions) {
        this.model = model;
        this.copies = copies;
        this.chores = chores;
        this.chooser = chooser;
        this.actions = actions;
        this.details =
                new ImageDetails(
                        preferences, this::bootSelected, this::lookInside, this::chooseStart);
        root.getStyleClass().add("library");
        root.setId("library");
        root.getChildren().addAll(buttons(), searchLine(), images(), copyBox(), undoBox(), details);
        subscriptions =
                list.getSelectionModel()
                        .selectedItemProperty()
                        .subscribe(this::selectedInList)
                        .and(model.selected().subscribe(this::show));
        dropping();
    }

    public Region node() {
        return root;
    }

    /** Puts the caret into the search line. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    /** Puts focus on the list. */
    public void focus() {
        list.requestFocus();
    }

    /** Asks for a file and brings it into the library. */
    public void bringIn() {
        chooser.get().ifPresent(this::bringIn);
    }

    /** Asks for a name and makes a new image from the selected one. */
    public void createNew() {
        ImageEntry from = model.selected().get();
        if (from == null || !from.usable()) {
            return;
        }
        PopOver over = new PopOver();
        NewImageForm form =
                new NewImageForm(
                        Text.of("library.new.title"),
                        Text.of("library.new.what", from.name()),
                        ImageCopies.freeName(from.name() + "-copy", taken()),
                        Text.of("library.new.create"),
                        name -> {
                            over.hide();
                            copies.start(from.image().path(), name, this::arrived);
                        });
        over.setContentNode(form);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
        over.setAnimated(false);
        over.show(create);
        form.focus();
    }

    /** Asks for another name for the selected image. */
    private void rename() {
        ImageEntry entry = model.selected().get();
        if (entry == null || entry.image().shipped()) {
            return;
        }
        PopOver over = new PopOver();
        NewImageForm form =
                new NewImageForm(
                        Text.of("library.rename.title"),
                        Text.of("library.rename.what", entry.name()),
                        entry.name(),
                        Text.of("library.rename.do"),
                        name -> {
                            over.hide();
                            chores.rename(entry.image(), name);
                        });
        over.setContentNode(form);
        over.setArrowLocation(PopOver.ArrowLocation.LEFT_TOP);
        over.setAnimated(false);
        over.show(list);
        form.focus();
    }

    private void remove() {
        ImageEntry entry = model.selected().get();
        if (entry != null && !entry.image().shipped()) {
            chores.remove(entry.image());
        }
    }

    private ContextMenu menu() {
        MenuItem start = new MenuItem(Text.of("library.boot"));
        start.setOnAction(event -> bootSelected());
        MenuItem inside = new MenuItem(Text.of("library.menu.inside"));
        inside.setOnAction(event -> lookInside());
        MenuItem settings = new MenuItem(Text.of("library.menu.start"));
        settings.setOnAction(event -> chooseStart());
        MenuItem copy = new MenuItem(Text.of("library.menu.copy"));
        copy.setOnAction(event -> createNew());
        MenuItem rename = new MenuItem(Text.of("library.menu.rename"));
        rename.setAccelerator(new KeyCodeCombination(KeyCode.F2));
        rename.setOnAction(event -> rename());
        MenuItem remove = new MenuItem(Text.of("library.menu.remove"));
        remove.setAccelerator(new KeyCodeCombination(KeyCode.DELETE));
        remove.setOnAction(event -> remove());
        ContextMenu menu = new ContextMenu(start, settings, inside, copy, rename, remove);
        menu.setOnShowing(event -> {
            ImageEntry entry = model.selected().get();
            boolean fixed = entry == null || entry.image().shipped();
            start.setDisable(entry == null || !entry.usable());
            inside.setDisable(start.isDisable());
            settings.setDisable(start.isDisable());
            copy.setDisable(start.isDisable());
            rename.setDisable(fixed);
            remove.setDisable(fixed);
        });
        return menu;
    }

    private VBox undoBox() {
        Label words = new Label();
        words.setWrapText(true);
        Button undo = new Button(Text.of("library.undo"));
        undo.setId("undo-remove");
        undo.setOnAction(event -> chores.undo());
        Button forget = new Button(Text.of("library.undo.forget"));
        forget.setOnAction(event -> chores.forget());
        HBox buttons = new HBox(undo, forget);
        buttons.getStyleClass().add("library-buttons");
        VBox box = new VBox(words, buttons);
        box.setId("undo-box");
        box.getStyleClass().add("copy-box");
        chores.removed()
                .subscribe(last -> {
                    box.setVisible(last != null);
                    box.setManaged(last != null);
                    words.setText(last == null ? "" : Text.of("library.removed", last.name()));
                });
        return box;
    }

    public void close() {
        subscriptions.unsubscribe();
    }

    private void bringIn(Path file) {
        Path fileName = file.getFileName();
        copies.start(
                file,
                ImageCopies.freeName(fileName == null ? "" : fileName.toString(), taken()),
                this::arrived);
    }

    private void arrived(Image image) {
        model.search().set("");
        model.select(new ImageEntry(image, ImageState.STOPPED));
        model.reload();
    }

    private Set<String> taken() {
        return model.shown().stream().map(ImageEntry::name).collect(Collectors.toSet());
    }

    private HBox buttons() {
        create.setId("new-image");
        create.getStyleClass().add("accent");
        create.setOnAction(event -> createNew());
        bring.setId("import-image");
        bring.setOnAction(event -> bringIn());
        HBox line = new HBox(create, bring);
        line.getStyleClass().add("library-buttons");
        return line;
    }

    private TextField searchLine() {
        search.setId("search");
        search.setPromptText(Text.of("library.search"));
        search.setAccessibleText(Text.of("library.search"));
        search.textProperty().bindBidirectional(model.search());
        search.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN) {
                        list.requestFocus();
                        event.consume();
                    } else if (event.getCode() == KeyCode.ENTER) {
                        bootSelected();
                        event.consume();
                    } else if (event.getCode() == KeyCode.ESCAPE) {
                        search.clear();
                        event.consume();
                    }
                });
        return search;
    }

    private ListView<ImageEntry> images() {
        list.setId("images");
        list.setItems(model.shown());
        list.setCellFactory(view -> new ImageCell());
        list.setAccessibleText(Text.of("library.title"));
        Label none = new Label(Text.of("library.none"));
        none.setWrapText(true);
        none.getStyleClass().add("library-none");
        list.setPlaceholder(none);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                        bootSelected();
                    }
                });
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    switch (event.getCode()) {
                        case ENTER -> bootSelected();
                        case F2 -> rename();
                        case DELETE -> remove();
                        default -> {
                            return;
                        }
                    }
                    event.consume();
                });
        list.setContextMenu(menu());
        return list;
    }

    private VBox copyBox() {
        Label words = new Label();
        words.setWrapText(true);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        Button cancel = new Button(Text.of("library.copy.cancel"));
        cancel.setId("cancel-copy");
        cancel.setOnAction(event -> copies.cancel());
        VBox box = new VBox(words, bar, cancel);
        box.setId("copy-box");
        box.getStyleClass().add("copy-box");
        copies.job()
                .subscribe(job -> {
                    box.setVisible(job != null);
                    box.setManaged(job != null);
                    bring.setDisable(job != null);
                    create.setDisable(job != null);
                    if (job != null) {
                        words.setText(job.words());
                        bar.setProgress(job.share());
                    }
                });
        return box;
    }

    private void dropping() {
        root.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                    }
                    event.consume();
                });
        root.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> {
                    List<File> files = event.getDragboard().getFiles();
                    if (!files.isEmpty()) {
                        bringIn(files.getFirst().toPath());
                    }
                    event.setDropCompleted(!files.isEmpty());
                    event.consume();
                });
    }

    private void bootSelected() {
        ImageEntry entry = model.selected().get();
        if (entry != null && entry.usable()) {
            actions.boot(entry.image());
        }
    }

    /** Shows the files in the selected image. */
    public void lookInside() {
        ImageEntry entry = model.selected().get();
        if (entry != null && entry.usable()) {
            actions.lookInside(entry.image());
        }
    }

    /** Shows how a machine is started from the selected image. */
    public void chooseStart() {
        ImageEntry entry = model.selected().get();
        if (entry != null && entry.usable()) {
            actions.chooseStart(entry.image());
        }
    }

    private void selectedInList(@Nullable ImageEntry entry) {
        if (!selecting && entry != null) {
            model.select(entry);
        }
    }

    private void show(@Nullable ImageEntry entry) {
        selecting = true;
        list.getSelectionModel().select(entry);
        selecting = false;
        details.show(entry);
        create.setDisable(entry == null || !entry.usable() || copies.job().get() != null);
    }
}
