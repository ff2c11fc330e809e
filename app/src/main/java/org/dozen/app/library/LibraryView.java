// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.dozen.app.fx.Icon;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

/** The left side of the window beside a machine: the library, short. */
public final class LibraryView {
    private final LibraryCommands commands;
    private final LibraryViewModel model;
    private final VBox root = new VBox();
    private final ListView<ImageEntry> list = new ListView<>();
    private final TextField search;
    private final JobsBox jobs;
    private final ImageDetails details;
    private final Subscription subscriptions;
    private boolean selecting;

    /**
     * Makes the view of a library.
     *
     * @param createNew shows the form for a new image
     */
    public LibraryView(LibraryCommands commands, PreferenceStore preferences, Runnable createNew) {
        this.commands = commands;
        this.model = commands.model();
        this.details =
                new ImageDetails(
                        preferences, commands::boot, commands::lookInside, commands::chooseStart);
        this.search = SearchLine.of("search", commands, list::requestFocus);
        this.jobs = new JobsBox(commands);
        root.getStyleClass().add("library");
        root.setId("library");
        root.getChildren().addAll(buttons(createNew), search, images(), jobs, details);
        subscriptions =
                list.getSelectionModel()
                        .selectedItemProperty()
                        .subscribe(this::selectedInList)
                        .and(model.selected().subscribe(this::show));
        DraggedImage.target(root, commands);
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

    /** Lets go of everything that was listened to. */
    public void close() {
        subscriptions.unsubscribe();
        jobs.close();
    }

    private HBox buttons(Runnable createNew) {
        Button create = new Button(Text.of("library.new"), Icon.PLUS.node());
        create.setId("new-image");
        create.getStyleClass().add("accent");
        create.setOnAction(event -> createNew.run());
        Button bring = new Button(Text.of("library.import"), Icon.IMPORT.node());
        bring.setId("import-image");
        bring.setOnAction(event -> commands.bringIn());
        HBox line = new HBox(create, bring);
        line.getStyleClass().add("library-buttons");
        return line;
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
                        commands.boot();
                    }
                });
        LibraryMenu.keys(list, commands, list);
        list.setContextMenu(LibraryMenu.of(commands, list));
        return list;
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
    }
}
