// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.Color;
import com.techsenger.jeditermfx.core.emulator.ColorPalette;

import org.dozen.app.fx.Look;
import org.dozen.app.fx.Token;

/** The sixteen colours of a terminal, from the theme's tokens. */
final class TerminalPalette extends ColorPalette {
    private static final int COLORS = 16;

    private final Look look;

    TerminalPalette(Look look) {
        this.look = look;
    }

    @Override
    protected Color getForegroundByColorIndex(int index) {
        return color(index);
    }

    @Override
    protected Color getBackgroundByColorIndex(int index) {
        return color(index);
    }

    private Color color(int index) {
        Token token = Token.valueOf("ANSI_" + Math.floorMod(index, COLORS));
        javafx.scene.paint.Color color = look.palette().get().color(token);
        return new Color(
                TerminalSettings.byteOf(color.getRed()),
                TerminalSettings.byteOf(color.getGreen()),
                TerminalSettings.byteOf(color.getBlue()));
    }
}
