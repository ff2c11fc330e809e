// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.Color;
import com.techsenger.jeditermfx.core.StyledTextConsumer;
import com.techsenger.jeditermfx.core.TerminalColor;
import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.model.CharBuffer;
import com.techsenger.jeditermfx.core.model.TerminalTextBuffer;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Token;
import org.jspecify.annotations.Nullable;

/**
 * Draws what is on a terminal's screen small, also when nobody sees the terminal. On the JavaFX
 * thread.
 */
final class ScreenPicture implements StyledTextConsumer {
    private static final int WIDTH = 336;
    private static final int HEIGHT = 210;
    private static final double MARGIN = 6;
    private static final double LEAST_CELL = 5.8; // smaller cannot be read; what is too long is cut
    private static final double MOST_CELL = 7;
    private static final double FONT_BY_CELL = 1 / 0.6;
    private static final double LINE_BY_CELL = 2.15;

    private final Palette palette;
    private final TerminalPalette colors;
    private final GraphicsContext pen;
    private final double cell;
    private final double line;
    private int firstRow;

    private ScreenPicture(Look look, GraphicsContext pen, int columns) {
        this.palette = look.palette().get();
        this.colors = new TerminalPalette(look);
        this.pen = pen;
        this.cell = Math.clamp((WIDTH - 2 * MARGIN) / Math.max(1, columns), LEAST_CELL, MOST_CELL);
        this.line = cell * LINE_BY_CELL;
    }

    /** A picture of a screen; the lower rows where not all fit. */
    static WritableImage of(TerminalTextBuffer buffer, Look look) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        GraphicsContext pen = canvas.getGraphicsContext2D();
        buffer.lock();
        try {
            new ScreenPicture(look, pen, buffer.getWidth()).draw(buffer);
        } finally {
            buffer.unlock();
        }
        return canvas.snapshot(null, null);
    }

    private void draw(TerminalTextBuffer buffer) {
        pen.setFill(palette.color(Token.TERMINAL));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setFont(Fonts.mono(cell * FONT_BY_CELL));
        pen.setTextBaseline(VPos.TOP);
        int rows = buffer.getHeight();
        while (rows > 1 && buffer.getLine(rows - 1).getText().isBlank()) {
            rows--;
        }
        firstRow = Math.max(0, rows - (int) ((HEIGHT - MARGIN) / line));
        buffer.processScreenLines(firstRow, rows - firstRow, this);
    }

    @Override
    public void consume(int x, int y, TextStyle style, CharBuffer text, int startRow) {
        double left = MARGIN + x * cell;
        double top = MARGIN + (y - firstRow) * line;
        boolean inverse = style.hasOption(TextStyle.Option.INVERSE);
        javafx.scene.paint.Color ink = color(style.getForeground(), Token.TERMINAL_TEXT);
        javafx.scene.paint.Color ground = color(style.getBackground(), Token.TERMINAL);
        if (inverse || style.getBackground() != null) {
            pen.setFill(inverse ? ink : ground);
            pen.fillRect(left, top, text.length() * cell, line);
        }
        pen.setFill(inverse ? ground : ink);
        pen.fillText(text.toString().replace('\0', ' '), left, top);
    }

    @Override
    public void consumeNul(
            int x, int y, int nulIndex, TextStyle style, CharBuffer text, int startRow) {
        // Nothing was written there.
    }

    @Override
    public void consumeQueue(int x, int y, int nulIndex, int startRow) {
        // What is still to come is not on the screen.
    }

    private javafx.scene.paint.Color color(@Nullable TerminalColor color, Token usual) {
        if (color == null) {
            return palette.color(usual);
        }
        Color now = colors.getForeground(color);
        return javafx.scene.paint.Color.rgb(now.getRed(), now.getGreen(), now.getBlue());
    }
}
