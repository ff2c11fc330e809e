// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Token;
import org.dozen.app.text.Figures;
import org.dozen.engine.history.Mark;

import java.util.List;

/** Draws columns, axes, flags and the overview of the whole run on a canvas. */
final class ChartPainter {
    private static final double TICK_WIDTH = 72;
    private static final int GRID_LINES = 3;
    private static final double LETTER = 6.1;

    private final GraphicsContext pen;
    private Look look;
    private Palette palette;
    private ChartFrame frame;

    ChartPainter(GraphicsContext pen, Look look, ChartFrame frame) {
        this.pen = pen;
        this.look = look;
        this.palette = look.palette().get();
        this.frame = frame;
    }

    void begin(double width, double height) {
        pen.clearRect(0, 0, width, height);
        pen.setFontSmoothingType(FontSmoothingType.GRAY);
        pen.setLineWidth(1);
        pen.setFont(Fonts.sans(look.sized(11)));
        pen.setTextBaseline(VPos.CENTER);
    }

    /** Lines and numbers of the rates, behind the columns. */
    void grid(double most) {
        double step = roundRate(most / GRID_LINES);
        pen.setTextAlign(TextAlignment.LEFT);
        for (double rate = step; rate <= most; rate += step) {
            double y = Math.rint(y(rate, most)) + 0.5;
            pen.setStroke(palette.color(Token.TRACK));
            pen.strokeLine(frame.left(), y, frame.right(), y);
        }
    }

    /** The numbers of the rates, over the columns. */
    void rates(double most) {
        double step = roundRate(most / GRID_LINES);
        pen.setTextAlign(TextAlignment.LEFT);
        for (double rate = step; rate <= most; rate += step) {
            double y = Math.rint(y(rate, most)) + 0.5;
            String said = Figures.rate(rate);
            double wide = look.sized(LETTER * said.length() + 4);
            pen.setFill(alpha(palette.color(Token.BACKGROUND), 0.72));
            pen.fillRect(frame.left(), y + look.sized(1), wide, look.sized(13));
            pen.setFill(palette.color(Token.MUTED));
            pen.fillText(said, frame.left() + look.sized(1), y + look.sized(8));
        }
    }

    /** Columns, stacked; whatever happened at all is at least a hair high. */
    void columns(ChartColumns columns, double most) {
        double step = frame.width() * columns.stepNanos() / frame.length();
        double gap = step >= 4 ? 1 : 0;
        for (int i = 0; i < columns.count(); i++) {
            double left = Math.max(frame.left(), frame.x(columns.from(i)));
            double right = Math.min(frame.right(), frame.x(columns.to(i)) - gap);
            if (columns.series().count(i) > 0) {
                // A call at the very end of the run is to be seen, too.
                column(
                        columns,
                        i,
                        most,
                        left,
                        Math.max(right, Math.min(left + 1.5, frame.right())));
            }
        }
        pen.setStroke(palette.color(Token.BORDER));
        double low = Math.rint(frame.low()) + 0.5;
        pen.strokeLine(frame.left(), low, frame.right(), low);
    }

    private void column(ChartColumns columns, int i, double most, double left, double right) {
        double tall = frame.low() - frame.top();
        double y = frame.low();
        for (int row = 0; row < ChartColumns.ROWS && right > left; row++) {
            double rate = columns.perSecond(i, row);
            if (rate > 0) {
                double high = Math.max(1, tall * rate / most);
                double top = Math.max(frame.top(), y - high);
                pen.setFill(palette.call(row));
                pen.fillRect(left, top, right - left, y - top);
                y = top;
            }
        }
    }

    /** Ticks of time under the plot. */
    void axis() {
        long step =
                Moments.roundStep(
                        frame.length(), (int) Math.max(2, frame.width() / look.sized(TICK_WIDTH)));
        double y = (frame.low() + frame.foot()) / 2;
        pen.setFill(palette.color(Token.MUTED));
        pen.setStroke(palette.color(Token.BORDER));
        long first = (frame.from() + step - 1) / step * step;
        for (long at = first; at <= frame.from() + frame.length(); at += step) {
            double x = Math.rint(frame.x(at)) + 0.5;
            pen.strokeLine(x, frame.low(), x, frame.low() + look.sized(3));
            String words = Moments.tick(at, step);
            double half = look.sized(LETTER) * words.length() / 2;
            pen.setTextAlign(TextAlignment.CENTER);
            pen.fillText(
                    words,
                    Math.clamp(
                            x,
                            frame.left() + half,
                            Math.max(frame.left() + half, frame.right() - half)),
                    y);
        }
    }

    /** Flags in their lane, and a line down from each through the plot. */
    void flags(List<MarkFlag> flags) {
        for (MarkFlag flag : flags) {
            Color color = color(flag.first().kind());
            double x = Math.rint(flag.x()) + 0.5;
            double middle = (frame.lane() + frame.top()) / 2 - look.sized(1);
            pen.setStroke(alpha(color, 0.55));
            pen.setLineDashes(look.sized(2), look.sized(3));
            pen.strokeLine(x, frame.top() - look.sized(4), x, frame.low());
            pen.setLineDashes();
            pen.setFill(color);
            glyph(flag.first().kind(), x, middle);
            double room = flag.room() - look.sized(16);
            String label = fitting(flag.label(), room);
            if (!label.isEmpty()) {
                pen.setTextAlign(TextAlignment.LEFT);
                pen.fillText(label, x + look.sized(8), middle);
            }
        }
    }

    private void glyph(Mark.Kind kind, double x, double y) {
        double r = look.sized(4);
        switch (kind) {
            case MILESTONE ->
                    pen.fillPolygon(
                            new double[] {x - r, x, x + r, x},
                            new double[] {y, y - r, y, y + r},
                            4);
            case COMMAND ->
                    pen.fillPolygon(
                            new double[] {x - r, x + r, x - r}, new double[] {y - r, y, y + r}, 3);
            case REFUSED, WARNING ->
                    pen.fillPolygon(
                            new double[] {x - r, x + r, x}, new double[] {y - r, y - r, y + r}, 3);
        }
    }

    /** The whole run in small, with the shown part lit. */
    void overview(ChartColumns columns, long end) {
        double top = frame.foot() + look.sized(4);
        double low = frame.bottom();
        double peak = Math.max(1, columns.peak());
        double whole = (double) Math.max(1, end);
        pen.setFill(palette.color(Token.TRACK));
        pen.fillRoundRect(frame.left(), top, frame.width(), low - top, 4, 4);
        pen.setFill(palette.color(Token.FAINT));
        for (int i = 0; i < columns.count(); i++) {
            double left = frame.left() + frame.width() * columns.from(i) / whole;
            double right = frame.left() + frame.width() * columns.to(i) / whole;
            // A root, so that quiet times are not lost beside loud ones.
            double high = (low - top - 2) * Math.sqrt(columns.perSecond(i) / peak);
            if (high > 0) {
                pen.fillRect(left, low - 1 - high, Math.max(1, right - left), high);
            }
        }
        double shown = Math.min(whole, (double) frame.from() + frame.length());
        double left = frame.left() + frame.width() * frame.from() / whole;
        double right = frame.left() + frame.width() * shown / whole;
        right = Math.max(right, left + look.sized(4));
        pen.setFill(alpha(palette.color(Token.FOCUS), 0.25));
        pen.fillRect(left, top, right - left, low - top);
        pen.setStroke(palette.color(Token.FOCUS));
        pen.strokeRect(
                Math.rint(left) + 0.5,
                Math.rint(top) + 0.5,
                Math.rint(right - left) - 1,
                Math.rint(low - top) - 1);
    }

    private Color color(Mark.Kind kind) {
        return switch (kind) {
            case MILESTONE -> palette.color(Token.MUTED);
            case COMMAND -> palette.color(Token.FOCUS);
            case REFUSED -> palette.color(Token.BAD);
            case WARNING -> palette.color(Token.WARN);
        };
    }

    private String fitting(String said, double room) {
        int letters = (int) (room / look.sized(LETTER));
        if (letters >= said.length()) {
            return said;
        }
        return letters >= 4 ? said.substring(0, letters - 1).stripTrailing() + "…" : "";
    }

    private double y(double rate, double most) {
        return frame.low() - (frame.low() - frame.top()) * rate / most;
    }

    /** The next 1, 2 or 5 of its power of ten. */
    static double roundRate(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, atLeast))));
        for (double times : new double[] {1, 2, 5}) {
            if (power * times >= atLeast) {
                return power * times;
            }
        }
        return power * 10;
    }

    private static Color alpha(Color color, double share) {
        return color.deriveColor(0, 1, 1, share);
    }
}
