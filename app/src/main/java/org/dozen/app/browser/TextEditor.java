// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.jspecify.annotations.Nullable;

/** Edits one text file of the image, in the place of the list. */
final class TextEditor extends VBox {
    private static final KeyCombination SAVE =
            new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN);

    private final BrowserViewModel model;
    private final BrowserWindow window;
    private final StyleClassedTextArea area = new StyleClassedTextArea();
    private final Label title = new Label();
    private final Label state = new Label();
    private final Label keeps = new Label();
    private final Button save = new Button(Text.of("browser.editor.save"));
    private final Button close = new Button(Text.of("browser.editor.close"));
    private @Nullable TextFile file;

    TextEditor(BrowserViewModel model, BrowserWindow window) {
        this.model = model;
        this.window = window;
        setId("editor");
        getStyleClass().add("text-editor");
        area.setId("editor-text");
        area.getStyleClass().add("browser-text");
        area.setAccessibleText(Text.of("browser.editor.words"));
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        title.getStyleClass().add("editor-title");
        title.setId("editor-title");
        state.getStyleClass().add("pane-note");
        state.setId("editor-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        keeps.getStyleClass().add("pane-note");
        keeps.setMinWidth(0);
        save.setId("editor-save");
        save.getStyleClass().add("accent");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(event -> save());
        close.setId("editor-close");
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.setOnAction(event -> requestClose(() -> {}));
        HBox.setHgrow(keeps, Priority.ALWAYS);
        keeps.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(title, state, keeps, save, close);
        head.getStyleClass().add("pane-header");
        VirtualizedScrollPane<StyleClassedTextArea> scroll = new VirtualizedScrollPane<>(area);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        area.textProperty().subscribe((before, now) -> refresh());
        model.edits().work().subscribe(now -> refresh());
        model.access().subscribe(now -> refresh());
        model.editor().subscribe(this::show);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    void focus() {
        area.requestFocus();
    }

    boolean isOpen() {
        return file != null;
    }

    /** What is in it is not what is in the file. */
    boolean changed() {
        return file != null && !area.getText().equals(file.text());
    }

    /** Closes the editor; asks first if something would be lost. */
    void requestClose(Runnable closed) {
        if (!changed()) {
            model.closeEditor();
            closed.run();
            return;
        }
        window.ask(
                Text.of("browser.editor.lose.title"),
                Text.of("browser.editor.lose"),
                Text.of("browser.editor.lose.yes"),
                () -> {
                    model.closeEditor();
                    closed.run();
                });
    }

    private void show(@Nullable TextFile now) {
        boolean same =
                now != null
                        && file != null
                        && now.path().equals(file.path())
                        && now.text().length() <= TextFile.MOST_BYTES
                        && file.before().number() != now.before().number()
                        && !area.getText().isEmpty();
        file = now;
        if (now != null && !same) {
            area.replaceText(now.text());
            area.getUndoManager().forgetHistory();
            area.moveTo(0);
            area.requestFollowCaret();
        }
        if (now != null) {
            FileEntry before = now.before();
            title.setText(ByteText.shown(now.path()));
            keeps.setText(
                    Text.of(
                            "browser.editor.keeps",
                            before.modeText(),
                            model.accounts().owner(before)));
        }
        refresh();
    }

    private void refresh() {
        Access can = model.access().get();
        boolean busy = model.edits().work().get() != null;
        boolean dirty = changed();
        save.setDisable(!dirty || busy || can != Access.FREE);
        String words =
                can != Access.FREE
                        ? Text.of("browser.editor.readOnly")
                        : busy
                                ? Text.of("browser.editor.saving")
                                : dirty
                                        ? Text.of("browser.editor.changed")
                                        : Text.of("browser.editor.same");
        state.setText(words);
    }

    private void save() {
        TextFile now = file;
        if (now != null && !save.isDisabled()) {
            model.edits().save(now, area.getText());
        }
    }

    private void key(KeyEvent event) {
        if (SAVE.match(event)) {
            save();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            requestClose(() -> {});
            event.consume();
        }
    }
}
