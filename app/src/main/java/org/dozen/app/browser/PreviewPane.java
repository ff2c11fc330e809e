// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.FxThread;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.Attribute;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.util.UndoUtils;

import java.io.ByteArrayInputStream;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** What is known of the selected file, and what is in it. */
final class PreviewPane extends VBox {
    private static final double MOST_SHOWN = 1600;

    private final BrowserViewModel model;
    private final Executor background;
    private final Label name = new Label();
    private final GridPane facts = new GridPane();
    private final StackPane content = new StackPane();
    private final Label note = new Label();
    private final StyleClassedTextArea text = new StyleClassedTextArea();
    private final VirtualizedScrollPane<StyleClassedTextArea> words =
            new VirtualizedScrollPane<>(text);
    private final ImageView picture = new ImageView();
    private final StackPane frame = new StackPane(picture);
    private final Label plain = new Label();

    PreviewPane(BrowserViewModel model, Executor background) {
        this.model = model;
        this.background = background;
        getStyleClass().add("preview");
        setId("preview");
        setMinWidth(0);
        name.getStyleClass().add("preview-name");
        name.setId("preview-name");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        facts.getStyleClass().add("preview-facts");
        text.setEditable(false);
        text.setUndoManager(UndoUtils.noOpUndoManager());
        text.getStyleClass().add("browser-text");
        text.setId("preview-text");
        text.setAccessibleText(Text.of("browser.preview.words"));
        picture.setPreserveRatio(true);
        picture.setId("preview-picture");
        frame.getStyleClass().add("preview-frame");
        frame.setMinSize(0, 0);
        plain.setWrapText(true);
        plain.setId("preview-plain");
        plain.getStyleClass().add("preview-plain");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().add("preview-note");
        content.setMinSize(0, 0);
        content.getStyleClass().add("preview-content");
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(name, facts, note, content);
        model.preview().subscribe(this::show);
    }

    /** What can be read and scrolled with the keyboard; the pane itself if there is nothing. */
    Node first() {
        return content.getChildren().contains(words) ? text : this;
    }

    private void show(Preview preview) {
        switch (preview) {
            case Preview.Nothing _ -> {
                name.setText("");
                facts.getChildren().clear();
                show(new Preview.Plain(Text.of("browser.preview.none")));
            }
            case Preview.Several(int count, long bytes) -> {
                name.setText(Text.of("browser.preview.several", Figures.count(count)));
                facts.getChildren().clear();
                show(new Preview.Plain(Text.of("browser.preview.together", Figures.bytes(bytes))));
            }
            case Preview.One(String path, FileEntry entry, Preview.Content inside) -> {
                name.setText(ByteText.shown(InnerPath.name(path)));
                showFacts(entry);
                show(inside);
            }
        }
    }

    private void showFacts(FileEntry entry) {
        facts.getChildren().clear();
        fact("browser.fact.kind", EntryWords.kind(entry));
        if (entry.kind() == FileKind.FILE) {
            fact(
                    "browser.fact.size",
                    Text.of(
                            "browser.fact.sizes",
                            Figures.bytes(entry.size()),
                            Figures.bytes(entry.diskBytes())));
        }
        if (entry.kind() == FileKind.LINK) {
            fact("browser.fact.target", ByteText.shown(entry.target()));
        }
        fact("browser.fact.mode", String.format("%s  %04o", entry.modeText(), entry.mode()));
        fact("browser.fact.owner", model.accounts().ownerInFull(entry));
        fact("browser.fact.changed", EntryWords.changed(entry));
        if (entry.kind() == FileKind.FILE && entry.links() > 1) {
            fact("browser.fact.links", Text.of("browser.fact.linked", entry.links()));
        }
        if (!entry.attributes().isEmpty()) {
            fact(
                    "browser.fact.attributes",
                    entry.attributes().stream()
                            .map(Attribute::name)
                            .map(ByteText::shown)
                            .collect(Collectors.joining(", ")));
        }
    }

    private void fact(String key, String value) {
        Label what = new Label(Text.of(key));
        what.getStyleClass().add("explain-name");
        what.setMinWidth(USE_PREF_SIZE);
        Label is = new Label(value);
        is.setWrapText(true);
        is.setMinHeight(USE_PREF_SIZE);
        facts.addRow(facts.getRowCount(), what, is);
    }

    private void show(Preview.Content inside) {
        picture.setImage(null);
        switch (inside) {
            case Preview.Words(String said, String part) -> {
                showWords(said);
                note(part);
            }
            case Preview.Bytes(String dump, String part) -> {
                showWords(dump);
                note(part);
            }
            case Preview.Picture shown -> {
                content.getChildren().setAll(frame);
                note(Text.of("browser.preview.picture", shown.width(), shown.height()));
                background.execute(() -> unpack(shown));
            }
            case Preview.Plain(String sentence) -> {
                plain.setText(sentence);
                content.getChildren().setAll(plain);
                note("");
            }
        }
    }

    private void showWords(String said) {
        text.replaceText(said);
        text.moveTo(0);
        text.requestFollowCaret();
        content.getChildren().setAll(words);
    }

    private void note(String sentence) {
        note.setText(sentence);
        note.setVisible(!sentence.isEmpty());
        note.setManaged(!sentence.isEmpty());
    }

    /** Unpacks a picture, no larger than it can be seen. Not on the screen's thread. */
    private void unpack(Preview.Picture shown) {
        double width = Math.min(MOST_SHOWN, shown.width());
        double height = Math.min(MOST_SHOWN, shown.height());
        Image image = new Image(new ByteArrayInputStream(shown.bytes()), width, height, true, true);
        FxThread.later(() -> {
            boolean still =
                    model.preview().get() instanceof Preview.One one && one.content().equals(shown);
            if (!still) {
                return;
            }
            if (image.isError()) {
                show(new Preview.Plain(Text.of("browser.preview.broken")));
                return;
            }
            picture.setImage(image);
            picture.fitWidthProperty()
                    .bind(
                            frame.widthProperty()
                                    .map(w -> Math.min(w.doubleValue(), image.getWidth())));
            picture.fitHeightProperty()
                    .bind(
                            frame.heightProperty()
                                    .map(h -> Math.min(h.doubleValue(), image.getHeight())));
        });
    }
}
