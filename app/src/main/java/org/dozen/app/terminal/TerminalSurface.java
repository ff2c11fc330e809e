// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.model.StyleState;
import com.techsenger.jeditermfx.core.model.TerminalTextBuffer;
import com.techsenger.jeditermfx.ui.TerminalAction;
import com.techsenger.jeditermfx.ui.TerminalCopyPasteHandler;
import com.techsenger.jeditermfx.ui.TerminalPanel;
import com.techsenger.jeditermfx.ui.settings.SettingsProvider;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.text.Font;

import org.dozen.engine.console.ConsoleSize;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The drawn terminal without what it takes from AWT: clipboard, bell, and opening of addresses. */
final class TerminalSurface extends TerminalPanel {
    private long drawings;

    TerminalSurface(SettingsProvider settings, TerminalTextBuffer buffer, StyleState style) {
        super(settings, buffer, style);
    }

    /** Takes up another font size. */
    void resized() {
        reinitFontAndResize();
        repaint();
    }

    ConsoleSize cellsIn(double width, double height) {
        return new ConsoleSize(
                (int) (width / Math.max(1, myCharSize.getWidth())),
                (int) (height / Math.max(1, myCharSize.getHeight())));
    }

    /** Rises whenever text is drawn. On the JavaFX thread. */
    long drawings() {
        return drawings;
    }

    /**
     * The only part of a drawing that can be seen from here: every run of text asks for its font.
     */
    @Override
    protected Font getFontToDisplay(char[] text, int start, int end, TextStyle style) {
        drawings++;
        return super.getFontToDisplay(text, start, end, style);
    }

    @Override
    protected TerminalCopyPasteHandler createCopyPasteHandler() {
        return new FxClipboard();
    }

    @Override
    public void beep() {
        // Silent: the bell of the library is AWT's, and JavaFX has none.
    }

    /** All but the first, which opens a selected address through AWT's desktop. */
    @Override
    public List<TerminalAction> getActions() {
        List<TerminalAction> actions = super.getActions();
        return actions.subList(1, actions.size());
    }

    private static final class FxClipboard implements TerminalCopyPasteHandler {
        @Override
        public void setContents(String text, boolean selection) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }

        @Override
        public @Nullable String getContents(boolean selection) {
            return Clipboard.getSystemClipboard().getString();
        }
    }
}
