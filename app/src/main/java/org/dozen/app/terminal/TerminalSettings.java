// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.TerminalColor;
import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.emulator.ColorPalette;
import com.techsenger.jeditermfx.ui.TerminalActionPresentation;
import com.techsenger.jeditermfx.ui.settings.DefaultSettingsProvider;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Token;
import org.dozen.app.text.Text;

import java.util.List;

/** The terminal's colours, font and keys, taken from the look of the moment at every drawing. */
final class TerminalSettings extends DefaultSettingsProvider {
    static final double SIZE = 13.5;
    private static final int REFRESHES = 60;

    private final Look look;
    private final TerminalPalette palette;

    TerminalSettings(Look look) {
        this.look = look;
        this.palette = new TerminalPalette(look);
    }

    @Override
    public ColorPalette getTerminalColorPalette() {
        return palette;
    }

    @Override
    public Font getTerminalFont() {
        return Fonts.mono(getTerminalFontSize());
    }

    @Override
    public float getTerminalFontSize() {
        return (float) look.sized(SIZE);
    }

    @Override
    public float getLineSpacing() {
        return 1.08f;
    }

    @Override
    public TerminalColor getDefaultForeground() {
        return color(Token.TERMINAL_TEXT);
    }

    @Override
    public TerminalColor getDefaultBackground() {
        return color(Token.TERMINAL);
    }

    @Override
    public TextStyle getSelectionColor() {
        return new TextStyle(color(Token.TERMINAL_TEXT), color(Token.TERMINAL_SELECTION));
    }

    @Override
    public TextStyle getFoundPatternColor() {
        return new TextStyle(color(Token.BACKGROUND), color(Token.WARN));
    }

    @Override
    public TextStyle getHyperlinkColor() {
        return new TextStyle(color(Token.FOCUS), null);
    }

    @Override
    public boolean useInverseSelectionColor() {
        return false;
    }

    @Override
    public boolean audibleBell() {
        return false;
    }

    @Override
    public int maxRefreshRate() {
        return REFRESHES;
    }

    /**
     * No limit: the emulator's own trimming copies the whole history for every line. {@link
     * ScrollbackTrim} trims.
     */
    @Override
    public int getBufferMaxLinesCount() {
        return -1;
    }

    @Override
    public TerminalActionPresentation getCopyActionPresentation() {
        return action(Text.of("terminal.copy"), KeyCode.C);
    }

    @Override
    public TerminalActionPresentation getPasteActionPresentation() {
        return action(Text.of("terminal.paste"), KeyCode.V);
    }

    @Override
    public TerminalActionPresentation getFindActionPresentation() {
        return action(Text.of("terminal.find"), KeyCode.F);
    }

    @Override
    public TerminalActionPresentation getSelectAllActionPresentation() {
        return action(Text.of("terminal.selectAll"), KeyCode.A);
    }

    @Override
    public TerminalActionPresentation getClearBufferActionPresentation() {
        return action(Text.of("terminal.clear"), KeyCode.K);
    }

    private static TerminalActionPresentation action(String name, KeyCode key) {
        KeyCombination combination =
                new KeyCodeCombination(key, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
        return new TerminalActionPresentation(name, List.of(combination));
    }

    private TerminalColor color(Token token) {
        Palette now = look.palette().get();
        return terminal(now.color(token));
    }

    static TerminalColor terminal(Color color) {
        return TerminalColor.rgb(
                byteOf(color.getRed()), byteOf(color.getGreen()), byteOf(color.getBlue()));
    }

    static int byteOf(double part) {
        return (int) Math.round(part * 255);
    }
}
