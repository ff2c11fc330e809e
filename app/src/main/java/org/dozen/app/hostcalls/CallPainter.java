// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Theme;
import org.dozen.app.fx.Token;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.RefusedCall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws rows of calls on a canvas: rank, name, bar with its words, count, rate, trail. */
final class CallPainter {
    private static final double TEXT = 13;
    private static final double SMALL = 11.5;
    private static final double WORDS = 11;

    /** Fewer letters than this say nothing. */
    private static final int LEAST_WORDS = 7;

    /** Widths that are kept; a panel being dragged through every width would keep them all. */
    private static final int MOST_WIDTHS = 2000;

    private final GraphicsContext pen;
    private final Map<String, Double> widths = new HashMap<>();
    private double scale;
    private Font mono = Font.getDefault();
    private Font small = Font.getDefault();
    private Font words = Font.getDefault();
    private double cell;
    private double smallCell;
    private Palette palette;
    private CallColumns columns = CallColumns.NONE;

    CallPainter(GraphicsContext pen) {
        this.pen = pen;
        this.palette = Palette.of(Theme.DARK);
    }

    /** Clears the canvas and takes up the look of this moment. */
    void begin(Look look, double width, double height, List<CallRow> rows, CallFigure first) {
        palette = look.palette().get();
        if (scale != look.scale().get()) {
            scale = look.scale().get();
            mono = Fonts.mono(TEXT * scale);
            small = Fonts.mono(SMALL * scale);
            words = Fonts.sans(WORDS * scale);
            cell = widthOf("0", mono);
            smallCell = widthOf("0", small);
            widths.clear();
        }
        if (widths.size() > MOST_WIDTHS) {
            widths.clear();
        }
        columns = CallColumns.of(width, scale, cell, smallCell, rows, first);
        pen.clearRect(0, 0, width, height);
        pen.setFontSmoothingType(FontSmoothingType.GRAY);
        pen.setTextBaseline(VPos.CENTER);
    }

    /** Draws what stands above the columns: what is used, and what the figures are. */
    void headings(String glance, double y, double height) {
        double middle = Math.rint(y + height / 2);
        Color faint = palette.color(Token.FAINT);
        double room = columns.barEnd() - columns.name();
        text(fitting(glance, room), columns.name(), middle, TextAlignment.LEFT, words, faint);
        heading(Text.of("calls.figure.count"), columns.count(), middle);
        columns.figures().forEach((figure, right) -> heading(figure.heading(), right, middle));
    }

    private void heading(String said, double right, double middle) {
        text(said, right, middle, TextAlignment.RIGHT, words, palette.color(Token.FAINT));
    }

    /** Draws one of the twelve at a height. */
    void row(CallRow row, double y, double height) {
        int index = row.call().row();
        double middle = Math.rint(y + height / 2);
        boolean used = row.used();
        Color text = palette.color(used ? Token.TEXT : Token.FAINT);
        text(
                Integer.toString(row.rank() + 1),
                columns.rank(),
                middle,
                TextAlignment.RIGHT,
                mono,
                palette.color(Token.FAINT));
        text(row.call().name(), columns.name(), middle, TextAlignment.LEFT, mono, text);
        bar(y, height, row.bar(), palette.color(Token.TRACK), palette.bar(index));
        inBar(
                row.call().why(),
                middle,
                used ? palette.color(Token.TEXT) : palette.color(Token.FAINT));
        text(
                used ? row.countText() : row.ever() ? "0" : never(),
                columns.count(),
                middle,
                TextAlignment.RIGHT,
                mono,
                text);
        Color muted = palette.color(used ? Token.MUTED : Token.FAINT);
        columns.figures()
                .forEach((figure, right) ->
                        text(
                                row.ever() ? figure.text(row) : "",
                                right,
                                middle,
                                TextAlignment.RIGHT,
                                small,
                                muted));
        trail(row, y, height, used ? palette.call(index) : palette.color(Token.BORDER));
    }

    /** Draws a red row for a kind of refused call at a height. */
    void refused(RefusedCall call, double y, double height) {
        double middle = Math.rint(y + height / 2);
        Color bad = palette.color(Token.BAD);
        text("!", columns.rank(), middle, TextAlignment.RIGHT, mono, bad);
        text(call.name(), columns.name(), middle, TextAlignment.LEFT, mono, bad);
        bar(
                y,
                height,
                1,
                palette.color(Token.TRACK),
                palette.color(Token.BAD_SURFACE).interpolate(bad, 0.25));
        inBar(Text.of("calls.row.refused"), middle, palette.color(Token.TEXT));
        text(Figures.count(call.count()), columns.count(), middle, TextAlignment.RIGHT, mono, bad);
    }

    private static String never() {
        return Text.of("calls.row.never");
    }

    private void bar(double y, double height, double share, Color track, Color fill) {
        double width = columns.barEnd() - columns.bar();
        double gap = Math.max(1.5, height * 0.14);
        double arc = 6 * scale;
        double top = Math.rint(y + gap);
        double tall = Math.rint(height - 2 * gap);
        pen.setFill(track);
        pen.fillRoundRect(columns.bar(), top, width, tall, arc, arc);
        if (share > 0) {
            pen.setFill(fill);
            pen.fillRoundRect(
                    columns.bar(), top, Math.max(3 * scale, width * share), tall, arc, arc);
        }
    }

    private void inBar(String said, double middle, Color color) {
        double inset = 7 * scale;
        double room = columns.barEnd() - columns.bar() - 2 * inset;
        String fitting = fitting(said, room);
        if (!fitting.isEmpty()) {
            text(fitting, columns.bar() + inset, middle, TextAlignment.LEFT, words, color);
        }
    }

    private String fitting(String said, double room) {
        if (width(said) <= room) {
            return said;
        }
        int length = Math.min(said.length() - 1, (int) (said.length() * room / width(said)) + 1);
        while (length >= LEAST_WORDS) {
            String cut = said.substring(0, length).stripTrailing() + "…";
            if (width(cut) <= room) {
                return cut;
            }
            length--;
        }
        return "";
    }

    private double width(String said) {
        return widths.computeIfAbsent(said, text -> widthOf(text, words));
    }

    private void trail(CallRow row, double y, double height, Color color) {
        double width = columns.trailEnd() - columns.trail();
        if (width <= 0) {
            return;
        }
        double most = 0;
        for (int i = 0; i < CallRow.TRAIL; i++) {
            most = Math.max(most, row.trail(i));
        }
        double low = Math.rint(y + height * 0.78);
        double tall = height * 0.52;
        pen.setStroke(color);
        pen.setLineWidth(most > 0 ? 1.4 * scale : 1);
        pen.beginPath();
        for (int i = 0; i < CallRow.TRAIL; i++) {
            double x = columns.trail() + width * i / (CallRow.TRAIL - 1);
            double level = most > 0 ? low - tall * row.trail(i) / most : low;
            if (i == 0) {
                pen.moveTo(x, level);
            } else {
                pen.lineTo(x, level);
            }
        }
        pen.stroke();
    }

    private void text(
            String said, double x, double y, TextAlignment alignment, Font font, Color color) {
        pen.setTextAlign(alignment);
        pen.setFont(font);
        pen.setFill(color);
        pen.fillText(said, x, y);
    }

    private static double widthOf(String said, Font font) {
        javafx.scene.text.Text text = new javafx.scene.text.Text(said);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
