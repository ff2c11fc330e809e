// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Icon;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.workshop.FileSystemPlace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The files in an image: folders at the left, a list, and what is in the selected one. */
public final class BrowserView {
    private static final double WITH_TREE = 860;
    private static final double WITH_PREVIEW = 520;

    private final BrowserViewModel model;
    private final Look look;
    private final BrowserActions actions;
    private final StackPane root = new StackPane();
    private final VBox main = new VBox();
    private final SplitPane panes = new SplitPane();
    private final FileTable table;
    private final FolderTree tree;
    private final PreviewPane preview;
    private final TextEditor editor;
    private final BrowserStatus status;
    private final TextField path = new TextField();
    private final TextField find = new TextField();
    private final ComboBox<FileSystemPlace> places = new ComboBox<>();
    private final List<Button> changing = new ArrayList<>();
    private final List<Button> ofSelected = new ArrayList<>();

    /**
     * Makes the view of an image.
     *
     * @param window what it asks the window for
     * @param background runs what takes time
     */
    public BrowserView(
            BrowserViewModel model, BrowserWindow window, Look look, Executor background) {
        this.model = model;
        this.look = look;
        this.table = new FileTable(model, look);
        this.tree = new FolderTree(model);
        this.preview = new PreviewPane(model, background);
        this.editor = new TextEditor(model, window);
        this.status = new BrowserStatus(model);
        this.actions = new BrowserActions(model, window, table);
        root.getStyleClass().add("browser");
        root.setId("browser");
        panes.getStyleClass().add("machine");
        VBox.setVgrow(panes, Priority.ALWAYS);
        main.getChildren().addAll(head(), tools(), banner(), panes);
        root.getChildren().addAll(main, editor);
        panes.getItems().setAll(table);
        panes.widthProperty().subscribe(width -> arrange(width.doubleValue()));
        model.editor()
                .subscribe(file -> {
                    boolean editing = file != null;
                    boolean was = editor.isVisible();
                    editor.setVisible(editing);
                    main.setVisible(!editing);
                    if (editing && !was) {
                        editor.focus();
                    } else if (!editing && was) {
                        table.requestFocus();
                    }
                });
        model.access().subscribe(now -> refresh());
        model.edits().work().subscribe(now -> refresh());
        table.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<FileEntry>) change -> refresh());
        placeholder();
        table.setContextMenu(menu());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                        actions.open();
                    }
                });
        main.addEventFilter(KeyEvent.KEY_PRESSED, this::keyAnywhere);
        new BrowserDrag(model, table, actions).install();
        refresh();
    }

    public Region node() {
        return root;
    }

    /** The tab's part of the status line. */
    public Node statusLine() {
        return status;
    }

    /** Puts the focus where it belongs. */
    public void focus() {
        if (editor.isOpen()) {
            editor.focus();
        } else {
            table.requestFocus();
        }
    }

    /** Moves the focus from the folders to the list to the preview; false behind the last. */
    public boolean focusNext(Node from) {
        if (editor.isOpen()) {
            return false;
        }
        if (isWithin(from, tree)) {
            table.requestFocus();
            return true;
        }
        if (isWithin(from, table) && panes.getItems().contains(preview)) {
            preview.first().requestFocus();
            return preview.first().isFocused();
        }
        return false;
    }

    /** Puts the focus on the first of its parts. */
    public void focusFirst() {
        if (!editor.isOpen() && panes.getItems().contains(tree)) {
            tree.requestFocus();
        } else {
            focus();
        }
    }

    /** Runs {@code closed} when nothing would be lost, or somebody wants to lose it. */
    public void requestClose(Runnable closed) {
        editor.requestClose(closed);
    }

    /** There is a text in the editor that is not saved. */
    public boolean unsaved() {
        return editor.changed();
    }

    private static boolean isWithin(Node node, Node parent) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(parent)) {
                return true;
            }
        }
        return false;
    }

    // ---- parts

    private HBox head() {
        Button up = tool("browser-up", Icon.UP, Text.of("browser.up"), model::goUp);
        up.setText("");
        path.setId("browser-path");
        path.getStyleClass().add("mono");
        path.setAccessibleText(Text.of("browser.path"));
        path.setMinWidth(80);
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setOnAction(event -> {
            model.go(path.getText());
            table.requestFocus();
        });
        model.folder().subscribe(path::setText);
        path.focusedProperty()
                .subscribe((before, now) -> {
                    if (!now) {
                        path.setText(model.folder().get());
                    }
                });
        find.setId("browser-find");
        find.setPromptText(Text.of("browser.find"));
        find.setAccessibleText(Text.of("browser.find"));
        find.setPrefColumnCount(12);
        find.setMinWidth(80);
        find.textProperty().subscribe(table::filter);
        find.addEventHandler(KeyEvent.KEY_PRESSED, this::keyInFind);
        model.folder().subscribe(now -> find.clear());
        places.setId("browser-place");
        places.setAccessibleText(Text.of("browser.place"));
        places.setItems(model.places());
        places.setConverter(new PlaceWords());
        places.setVisible(false);
        places.setManaged(false);
        places.setMinWidth(Region.USE_PREF_SIZE);
        model.places()
                .addListener(
                        (ListChangeListener<FileSystemPlace>)
                                change -> {
                                    boolean several = model.places().size() > 1;
                                    places.setVisible(several);
                                    places.setManaged(several);
                                    model.places().stream()
                                            .filter(each ->
                                                    each.partition()
                                                            .equals(model.image().partition()))
                                            .findFirst()
                                            .ifPresent(places::setValue);
                                });
        places.valueProperty()
                .subscribe((before, now) -> {
                    if (now != null && model.use(now)) {
                        tree.reread();
                    }
                });
        HBox head = new HBox(up, places, path, find);
        head.getStyleClass().add("pane-header");
        return head;
    }

    private FlowPane tools() {
        Button add = tool("browser-add", Icon.IMPORT, Text.of("browser.add"), actions::add);
        Button folder =
                tool("browser-folder", Icon.PLUS, Text.of("browser.folder"), actions::makeFolder);
        Button get = tool("browser-get", Icon.EXPORT, Text.of("browser.get"), actions::extract);
        Button edit = tool("browser-edit", Icon.EDIT, Text.of("browser.edit"), actions::edit);
        Button rename =
                tool("browser-rename", Icon.NAME, Text.of("browser.rename"), actions::rename);
        Button rights =
                tool("browser-rights", Icon.KEY, Text.of("browser.rights"), actions::rights);
        Button remove =
                tool("browser-remove", Icon.TRASH, Text.of("browser.remove"), actions::remove);
        changing.addAll(List.of(add, folder, rename, rights, remove));
        ofSelected.addAll(List.of(get, edit, rename, rights, remove));
        FlowPane line = new FlowPane(add, folder, get, edit, rename, rights, remove);
        line.getStyleClass().add("browser-tools");
        line.setMinWidth(0);
        return line;
    }

    private Label banner() {
        Label banner = new Label();
        banner.setId("browser-banner");
        banner.getStyleClass().add("notice");
        banner.setWrapText(true);
        banner.setMaxWidth(Double.MAX_VALUE);
        banner.setMinHeight(Region.USE_PREF_SIZE);
        model.access()
                .subscribe(now -> {
                    banner.setText(now.words());
                    banner.setVisible(now != Access.FREE);
                    banner.setManaged(now != Access.FREE);
                });
        return banner;
    }

    private void placeholder() {
        Label words = new Label();
        words.setWrapText(true);
        words.setId("browser-empty");
        words.getStyleClass().add("library-none");
        Button again = new Button(Text.of("browser.again"));
        again.setId("browser-again");
        again.setOnAction(event -> model.refresh());
        VBox box = new VBox(words, again);
        box.getStyleClass().add("browser-empty");
        table.setPlaceholder(box);
        model.trouble()
                .subscribe(sentence -> {
                    again.setVisible(!sentence.isEmpty());
                    again.setManaged(!sentence.isEmpty());
                    words.setText(sentence.isEmpty() ? Text.of("browser.empty") : sentence);
                });
    }

    private ContextMenu menu() {
        MenuItem open = item("browser.open", KeyCode.ENTER, actions::open);
        MenuItem edit = item("browser.edit", KeyCode.F4, actions::edit);
        MenuItem get = item("browser.get", KeyCode.F8, actions::extract);
        MenuItem add = item("browser.add", KeyCode.INSERT, actions::add);
        MenuItem folder = item("browser.folder", KeyCode.F7, actions::makeFolder);
        MenuItem file = item("browser.file", KeyCode.F9, actions::makeFile);
        MenuItem rename = item("browser.rename", KeyCode.F2, actions::rename);
        MenuItem rights = item("browser.rights", KeyCode.F10, actions::rights);
        MenuItem remove = item("browser.remove", KeyCode.DELETE, actions::remove);
        ContextMenu menu =
                new ContextMenu(
                        open,
                        edit,
                        get,
                        new SeparatorMenuItem(),
                        add,
                        folder,
                        file,
                        new SeparatorMenuItem(),
                        rename,
                        rights,
                        remove);
        menu.setOnShowing(event -> {
            List<FileEntry> selected = table.selected();
            boolean fixed = !canChange();
            open.setDisable(selected.size() != 1);
            edit.setDisable(!isFile(selected));
            get.setDisable(selected.isEmpty());
            List.of(add, folder, file).forEach(each -> each.setDisable(fixed));
            rename.setDisable(fixed || selected.size() != 1);
            rights.setDisable(fixed || selected.isEmpty());
            remove.setDisable(fixed || selected.isEmpty());
        });
        return menu;
    }

    private static MenuItem item(String key, KeyCode code, Runnable action) {
        MenuItem item = new MenuItem(Text.of(key));
        item.setAccelerator(new KeyCodeCombination(code));
        item.setOnAction(event -> action.run());
        return item;
    }

    private static Button tool(String id, Icon icon, String words, Runnable action) {
        Button button = new Button(words, icon.node());
        button.setId(id);
        button.getStyleClass().addAll("flat", "tool");
        button.setTooltip(new Tooltip(Text.of("browser.tip", words)));
        button.setAccessibleText(words);
        button.setOnAction(event -> action.run());
        return button;
    }

    // ---- what is possible, and keys

    private boolean canChange() {
        return model.access().get() == Access.FREE && model.edits().work().get() == null;
    }

    private static boolean isFile(List<FileEntry> selected) {
        return selected.size() == 1
                && (selected.getFirst().kind() == FileKind.FILE
                        || selected.getFirst().kind() == FileKind.LINK);
    }

    private void refresh() {
        List<FileEntry> selected = table.selected();
        boolean can = canChange();
        for (Button button : changing) {
            button.setDisable(!can || (ofSelected.contains(button) && selected.isEmpty()));
        }
        for (Button button : ofSelected) {
            if (button.getId().equals("browser-edit")) {
                button.setDisable(!isFile(selected));
            } else if (button.getId().equals("browser-rename")) {
                button.setDisable(!can || selected.size() != 1);
            } else if (button.getId().equals("browser-get")) {
                button.setDisable(selected.isEmpty() || model.edits().work().get() != null);
            }
        }
        status.select(selected);
    }

    private void arrange(double width) {
        double scale = look.scale().get();
        boolean withTree = width > WITH_TREE * scale;
        boolean withPreview = width > WITH_PREVIEW * scale;
        List<Node> wanted = new ArrayList<>();
        if (withTree) {
            wanted.add(tree);
        }
        wanted.add(table);
        if (withPreview) {
            wanted.add(preview);
        }
        if (!panes.getItems().equals(wanted)) {
            panes.getItems().setAll(wanted);
            // Positions that are set while it is laid out are lost.
            FxThread.afterwards(() -> {
                if (withTree) {
                    panes.setDividerPositions(0.15, 0.71);
                } else if (withPreview) {
                    panes.setDividerPositions(0.63);
                }
            });
        }
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isShiftDown()) {
            return;
        }
        if (event.isAltDown()) {
            if (event.getCode() == KeyCode.UP) {
                model.goUp();
                event.consume();
            }
            return;
        }
        boolean taken = true;
        switch (event.getCode()) {
            case ENTER -> actions.open();
            case BACK_SPACE -> model.goUp();
            case F2 -> actions.rename();
            case F4 -> actions.edit();
            case F5 -> actions.refresh();
            case F7 -> actions.makeFolder();
            case F8 -> actions.extract();
            case F9 -> actions.makeFile();
            case F10 -> actions.rights();
            case INSERT -> actions.add();
            case DELETE -> actions.remove();
            default -> taken = false;
        }
        if (taken) {
            event.consume();
        }
    }

    private void keyAnywhere(KeyEvent event) {
        boolean control = event.isControlDown() && !event.isShiftDown() && !event.isAltDown();
        if (control && event.getCode() == KeyCode.F) {
            find.requestFocus();
            find.selectAll();
            event.consume();
        } else if (control && event.getCode() == KeyCode.L) {
            path.requestFocus();
            path.selectAll();
            event.consume();
        }
    }

    private void keyInFind(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> table.requestFocus();
            case ENTER -> {
                table.requestFocus();
                actions.open();
            }
            case ESCAPE -> {
                find.clear();
                table.requestFocus();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }
}
