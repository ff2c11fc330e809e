// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.dozen.app.fx.Icon;
import org.dozen.app.fx.Look;
import org.dozen.app.preference.LibraryLook;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

import java.util.ArrayList;
import java.util.List;

/** The library as the window's first page: list or grid, and everything about what is selected. */
public final class LibraryPage {
    private final LibraryCommands commands;
    private final LibraryViewModel model;
    private final PreferenceStore preferences;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final ImageTable table;
    private final ImageGrid grid;
    private final ImagePane pane;
    private final JobsBox jobs;
    private final TextField search;
    private final Label count = new Label();
    private final VBox nothing = new VBox();
    private final Label nothingWords = new Label();
    private final Button create = new Button(Text.of("library.new"), Icon.PLUS.node());
    private final ToggleButton asList = toggle("library-list", Icon.LIST, "library.list");
    private final ToggleButton asGrid = toggle("library-grid", Icon.GRID, "library.grid");
    private final Subscription subscriptions;

    /**
     * The page.
     *
     * @param createNew shows the form for a new image
     */
    public LibraryPage(
            LibraryCommands commands,
            MaintenanceModel maintenance,
            PreferenceStore preferences,
            Look look,
            Runnable createNew) {
        this.commands = commands;
        this.model = commands.model();
        this.preferences = preferences;
        Screens screens = new Screens();
        this.table = new ImageTable(commands);
        this.grid = new ImageGrid(commands, look, screens);
        this.pane = new ImagePane(commands, maintenance, screens);
        this.jobs = new JobsBox(commands);
        this.search = SearchLine.of("page-search", commands, this::focus);
        root.getStyleClass().add("library-page");
        root.setId("library-page");
        create.setId("page-new");
        create.getStyleClass().add("accent");
        create.setOnAction(event -> createNew.run());
        for (Control list : List.<Control>of(table, grid)) {
            list.setContextMenu(menu(list));
            LibraryMenu.keys(list, commands, list);
            list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        }
        table.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY
                            && event.getClickCount() == 2
                            && isRow(event.getPickResult().getIntersectedNode())) {
                        commands.boot();
                    }
                });
        middle.getChildren().addAll(table, grid, nothing());
        VBox left = new VBox(bar(), middle, hint(), jobs);
        left.getStyleClass().add("library-main");
        VBox.setVgrow(middle, Priority.ALWAYS);
        root.setCenter(left);
        root.setRight(pane);
        DraggedImage.target(root, commands);
        LibraryLook now = preferences.get().library();
        model.sort(ImageOrder.of(now.order()), now.descending());
        setGrid(now.grid());
        subscriptions =
                model.selected()
                        .subscribe(pane::show)
                        .and(model.order().subscribe((before, order) -> keep()))
                        .and(model.descending().subscribe((before, other) -> keep()));
        model.shown().subscribe(this::counted);
        counted();
    }

    public Region node() {
        return root;
    }

    /** Puts the focus on the list. */
    public void focus() {
        shownList().requestFocus();
    }

    /** Puts the caret into the search line. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    /** Changes between list and grid. */
    private void toggleGrid() {
        setGrid(!grid.isVisible());
        keep();
        focus();
    }

    /** Lets go of everything that was listened to. */
    public void close() {
        subscriptions.unsubscribe();
        table.close();
        grid.close();
        pane.close();
        jobs.close();
    }

    private Control shownList() {
        return grid.isVisible() ? grid : table;
    }

    private ContextMenu menu(Node list) {
        return LibraryMenu.of(commands, list);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SLASH && !event.isShortcutDown()) {
            focusSearch();
            event.consume();
        } else if (event.getCode() == KeyCode.G && event.isShortcutDown()) {
            toggleGrid();
            event.consume();
        }
    }

    private static boolean isRow(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("table-row-cell")) {
                return true;
            }
            if (at.getStyleClass().contains("column-header")) {
                return false;
            }
        }
        return false;
    }

    private HBox bar() {
        Button bring = new Button(Text.of("library.import"), Icon.IMPORT.node());
        bring.setId("page-import");
        bring.setTooltip(new Tooltip(Text.of("library.import.tip")));
        bring.setOnAction(event -> commands.bringIn());
        count.getStyleClass().add("library-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(search, Priority.ALWAYS);
        search.setMaxWidth(Double.MAX_VALUE);
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton each : List.of(asList, asGrid)) {
            each.setToggleGroup(group);
            each.setOnAction(event -> {
                setGrid(each.equals(asGrid));
                keep();
                focus();
            });
        }
        asList.getStyleClass().add("left-pill");
        asGrid.getStyleClass().add("right-pill");
        HBox views = new HBox(asList, asGrid);
        views.getStyleClass().add("pills");
        HBox line = new HBox(create, bring, search, count, sorting(), views);
        line.getStyleClass().add("library-bar");
        return line;
    }

    private MenuButton sorting() {
        MenuButton button = new MenuButton();
        button.setId("library-sort");
        button.getStyleClass().add("flat");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setPopupSide(Side.BOTTOM);
        ToggleGroup group = new ToggleGroup();
        List<RadioMenuItem> items = new ArrayList<>();
        for (ImageOrder order : ImageOrder.values()) {
            RadioMenuItem item = new RadioMenuItem(order.words());
            item.setId("sort-" + order.key());
            item.setToggleGroup(group);
            item.setOnAction(event -> model.sort(order, false));
            item.setUserData(order);
            items.add(item);
        }
        button.getItems().addAll(items);
        model.order()
                .subscribe(now -> {
                    button.setText(Text.of("library.sort", now.words()));
                    items.forEach(item -> item.setSelected(now == item.getUserData()));
                });
        return button;
    }

    /** A word to who sees this for the first time; it goes when there is something else to see. */
    private Label hint() {
        Label hint = new Label(Text.of("library.hint"));
        hint.setId("library-hint");
        hint.getStyleClass().add("library-hint");
        hint.setWrapText(true);
        return hint;
    }

    private VBox nothing() {
        nothingWords.setWrapText(true);
        nothing.setId("library-nothing");
        nothing.getStyleClass().add("library-nothing");
        nothing.getChildren().add(nothingWords);
        nothing.setMouseTransparent(true);
        return nothing;
    }

    private void counted() {
        int shown = model.shown().size();
        count.setText(
                shown == model.count()
                        ? Text.count("library.count.one", "library.count", shown)
                        : Text.of(
                                "library.count.part",
                                Figures.count(shown),
                                Figures.count(model.count())));
        nothing.setVisible(shown == 0);
        nothingWords.setText(Text.of(model.count() == 0 ? "library.empty" : "library.none"));
    }

    private void setGrid(boolean wanted) {
        grid.setVisible(wanted);
        table.setVisible(!wanted);
        asGrid.setSelected(wanted);
        asList.setSelected(!wanted);
    }

    private void keep() {
        LibraryLook now =
                new LibraryLook(
                        grid.isVisible(), model.order().get().key(), model.descending().get());
        preferences.change(old -> old.withLibrary(now));
    }

    private static ToggleButton toggle(String id, Icon icon, String key) {
        ToggleButton button = new ToggleButton("", icon.node());
        button.setId(id);
        button.setTooltip(new Tooltip(Text.of(key)));
        button.setAccessibleText(Text.of(key));
        button.getStyleClass().add("button-icon");
        return button;
    }
}
