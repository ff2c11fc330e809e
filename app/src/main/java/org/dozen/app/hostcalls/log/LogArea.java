// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import javafx.scene.layout.Background;
import javafx.scene.paint.Color;
import javafx.scene.text.TextFlow;

import org.dozen.app.fx.Look;
import org.dozen.app.fx.Token;
import org.fxmisc.richtext.StyledTextArea;
import org.fxmisc.richtext.TextExt;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.StyledSegment;
import org.fxmisc.richtext.util.UndoUtils;

import java.util.List;

/**
 * Lines of many inks of which only those in view are nodes. The end of its document is the end of
 * the last line: there is no empty one after it.
 */
final class LogArea extends StyledTextArea<Boolean, LogInk> {
    private static final SegmentOps<String, LogInk> OPS = SegmentOps.styledTextOps();
    private static final StyledDocument<Boolean, String, LogInk> NOTHING =
            new ReadOnlyStyledDocumentBuilder<Boolean, String, LogInk>(OPS, false)
                    .addParagraph("", LogInk.PLAIN)
                    .build();

    private boolean empty = true;
    private int lit = -1;

    LogArea(Look look) {
        super(
                false,
                (flow, lit) -> light(look, flow, lit),
                LogInk.PLAIN,
                (text, ink) -> color(look, text, ink));
        getStyleClass().add("log-area");
        setId("log-lines");
        setEditable(false);
        setUndoManager(UndoUtils.noOpUndoManager());
        setWrapText(false);
    }

    private static void light(Look look, TextFlow flow, boolean lit) {
        Color color = look.palette().get().color(Token.FOCUS).deriveColor(0, 1, 1, 0.26);
        flow.setBackground(lit ? Background.fill(color) : Background.EMPTY);
    }

    /** Lights one line and no other; -1 for none. */
    void light(int line) {
        if (lit >= 0 && lit < getParagraphs().size()) {
            setParagraphStyle(lit, false);
        }
        lit = line;
        if (lit >= 0 && lit < getParagraphs().size()) {
            setParagraphStyle(lit, true);
        }
    }

    private static void color(Look look, TextExt text, LogInk ink) {
        text.setFill(ink.color(look.palette().get()));
    }

    /** Puts lines in place of all that there are. */
    void showAll(List<LogLine> lines) {
        empty = true;
        lit = -1;
        clear();
        add(lines);
    }

    /** Adds lines at the end. */
    void add(List<LogLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        ReadOnlyStyledDocumentBuilder<Boolean, String, LogInk> document =
                new ReadOnlyStyledDocumentBuilder<>(OPS, false);
        if (!empty) {
            document.addParagraph("", LogInk.PLAIN); // goes on at the end of the last line
        }
        for (LogLine line : lines) {
            document.addParagraph(
                    line.pieces().stream()
                            .map(piece -> new StyledSegment<>(piece.text(), piece.ink()))
                            .toList());
        }
        empty = false;
        // Not append(), which takes the caret along.
        getContent().replace(getLength(), getLength(), document.build());
    }

    /** Takes lines away at the top. */
    void drop(int lines) {
        if (lines >= getParagraphs().size()) {
            empty = true;
            lit = -1;
            clear();
        } else if (lines > 0) {
            lit = Math.max(-1, lit - lines);
            getContent().replace(0, getAbsolutePosition(lines, 0), NOTHING);
        }
    }
}
