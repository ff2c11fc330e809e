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
import org.dozen.app.text.Text;
import org.dozen.engine.history.Mark;
import org.dozen.engine.hostcall.TheTwelve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Draws what lies over the columns: chosen span, pointed moment, cursor and its card. */
final class OverlayPainter {
    private static final int MOST_LINES = 7;
    private static final int MOST_MARKS = 11;
    private static final double LINE = 16;

    private final GraphicsContext pen;
    private final Look look;
    private final Palette palette;
    private final ChartFrame frame;

    /** A line of a card: what, how much, and the colour of its square. */
    private record Line(Color color, String what, String figure) {}

    OverlayPainter(GraphicsContext pen, Look look, ChartFrame frame) {
        this.pen = pen;
        this.look = look;
        this.palette = look.palette().get();
        this.frame = frame;
    }

    void begin(double width, double height) {
        pen.clearRect(0, 0, width, height);
        pen.setFontSmoothingType(FontSmoothingType.GRAY);
        pen.setTextBaseline(VPos.CENTER);
        pen.setLineWidth(1);
    }

    /** Dims what is not chosen. */
    void span(RunSpan span, boolean choosing) {
        double from = Math.clamp(frame.x(span.fromNanos()), frame.left(), frame.right());
        double to = Math.clamp(frame.x(span.toNanos()), frame.left(), frame.right());
        double tall = frame.low() - frame.top();
        pen.setFill(palette.color(Token.BACKGROUND).deriveColor(0, 1, 1, 0.68));
        pen.fillRect(frame.left(), frame.top(), from - frame.left(), tall);
        pen.fillRect(to, frame.top(), frame.right() - to, tall);
        pen.setFill(palette.color(Token.FOCUS).deriveColor(0, 1, 1, 0.10));
        pen.fillRect(from, frame.top(), to - from, tall);
        pen.setFill(palette.color(Token.FOCUS));
        double bar = look.sized(2);
        pen.fillRect(from - bar / 2, frame.top(), bar, tall + look.sized(3));
        pen.fillRect(to - bar / 2, frame.top(), bar, tall + look.sized(3));
        double middle = (frame.top() + frame.low()) / 2;
        handle(from, middle);
        handle(to, middle);
        if (choosing) {
            badge(span.words(), (from + to) / 2, frame.top() + look.sized(12));
        }
    }

    private void handle(double x, double middle) {
        double wide = look.sized(7);
        double tall = look.sized(20);
        pen.fillRoundRect(x - wide / 2, middle - tall / 2, wide, tall, wide, wide);
    }

    /** The moment that log and chart point at. */
    void pin(long at, long window) {
        double x = Math.rint(frame.x(at)) + 0.5;
        if (x < frame.left() || x > frame.right()) {
            return;
        }
        pen.setStroke(palette.color(Token.ACCENT));
        pen.setLineWidth(look.sized(1.6));
        pen.strokeLine(x, frame.top(), x, frame.low());
        pen.setLineWidth(1);
        badge(
                Moments.words(at, Math.min(window, 400_000_000L)),
                x,
                (frame.low() + frame.foot()) / 2);
    }

    private void badge(String words, double x, double y) {
        pen.setFont(Fonts.strong(look.sized(11)));
        double wide = Words.width(words, pen.getFont()) + look.sized(14);
        double left = Math.clamp(x - wide / 2, 0, Math.max(0, frame.right() + frame.left() - wide));
        double tall = look.sized(17);
        pen.setFill(palette.color(Token.ACCENT));
        pen.fillRoundRect(left, y - tall / 2, wide, tall, tall, tall);
        pen.setFill(palette.color(Token.ON_ACCENT));
        pen.setTextAlign(TextAlignment.CENTER);
        pen.fillText(words, left + wide / 2, y);
    }

    /** The cursor and what lies under it. */
    void cursor(long at, ChartColumns columns) {
        int column = columns.at(at);
        double left = Math.max(frame.left(), frame.x(columns.from(column)));
        double right = Math.min(frame.right(), frame.x(columns.from(column) + columns.stepNanos()));
        pen.setFill(palette.color(Token.TEXT).deriveColor(0, 1, 1, 0.10));
        pen.fillRect(left, frame.top(), Math.max(1, right - left), frame.low() - frame.top());
        long calls = columns.series().count(column);
        List<Line> lines = new ArrayList<>();
        IntStream.range(0, ChartColumns.ROWS)
                .boxed()
                .filter(row -> columns.series().count(row, column) > 0)
                .sorted(
                        Comparator.comparingLong(
                                        (Integer row) -> columns.series().count(row, column))
                                .reversed())
                .limit(Math.clamp(room() - 2, 1, MOST_LINES))
                .forEach(row ->
                        lines.add(
                                new Line(
                                        palette.call(row),
                                        TheTwelve.ofRow(row).name(),
                                        Figures.count(columns.series().count(row, column)))));
        String title =
                Text.of(
                        "chart.card.title",
                        Moments.words(columns.from(column), columns.stepNanos()),
                        Moments.step(columns.stepNanos()));
        String sum =
                calls == 0
                        ? Text.of("chart.card.quiet")
                        : Text.of(
                                "chart.card.calls",
                                Figures.count(calls),
                                Figures.rate(columns.perSecond(column)));
        card(title, sum, lines, left, right);
    }

    /** What is marked under a flag. */
    void flag(MarkFlag flag) {
        List<Line> lines = new ArrayList<>();
        List<Mark> shown = flag.marks();
        // The last ones say most: the prompt of a boot, the newest of many commands.
        int first = Math.max(0, shown.size() - Math.clamp(room() - 1, 1, MOST_MARKS));
        for (Mark mark : shown.subList(first, shown.size())) {
            Color color =
                    switch (mark.kind()) {
                        case MILESTONE -> palette.color(Token.MUTED);
                        case COMMAND -> palette.color(Token.FOCUS);
                        case REFUSED -> palette.color(Token.BAD);
                        case WARNING -> palette.color(Token.WARN);
                    };
            String text =
                    mark.text().length() > 44 ? mark.text().substring(0, 43) + "…" : mark.text();
            lines.add(new Line(color, text, fine(mark.atNanos())));
        }
        String title =
                shown.size() == 1
                        ? MarkFlag.kind(shown.getFirst().kind())
                        : Text.of("chart.card.marks", shown.size());
        card(title, "", lines, flag.x(), flag.x() + look.sized(8));
    }

    /** Lines of a card that there is room for. */
    private int room() {
        return (int) ((frame.bottom() - look.sized(18)) / look.sized(LINE));
    }

    /** Boot milestones lie microseconds apart. */
    private static String fine(long at) {
        return at < 1_000_000_000L
                ? Figures.duration(java.time.Duration.ofNanos(at))
                : Moments.words(at, 100_000_000L);
    }

    private void card(String title, String sum, List<Line> lines, double left, double right) {
        double line = look.sized(LINE);
        double inset = look.sized(10);
        double wide = look.sized(120);
        pen.setFont(Fonts.strong(look.sized(11.5)));
        wide = Math.max(wide, Words.width(title, pen.getFont()));
        pen.setFont(Fonts.sans(look.sized(11.5)));
        wide = Math.max(wide, Words.width(sum, pen.getFont()));
        for (Line one : lines) {
            wide =
                    Math.max(
                            wide,
                            look.sized(34)
                                    + Words.width(one.what(), pen.getFont())
                                    + Words.width(one.figure(), pen.getFont()));
        }
        wide += 2 * inset;
        double tall = line * (lines.size() + (sum.isEmpty() ? 1 : 2)) + 1.4 * inset;
        double gap = look.sized(8);
        double x = right + gap + wide <= frame.right() ? right + gap : left - gap - wide;
        x =
                Math.clamp(
                        x,
                        look.sized(2),
                        Math.max(look.sized(2), frame.right() + frame.left() - wide));
        double y =
                Math.max(
                        look.sized(2),
                        Math.min(frame.top() + look.sized(4), frame.bottom() - tall));
        pen.setFill(palette.color(Token.RAISED).deriveColor(0, 1, 1, 0.97));
        pen.fillRoundRect(x, y, wide, tall, look.sized(10), look.sized(10));
        pen.setStroke(palette.color(Token.BORDER));
        pen.strokeRoundRect(x + 0.5, y + 0.5, wide - 1, tall - 1, look.sized(10), look.sized(10));
        double at = y + 0.7 * inset + line / 2;
        text(title, x + inset, at, TextAlignment.LEFT, Token.TEXT, true);
        if (!sum.isEmpty()) {
            at += line;
            text(sum, x + inset, at, TextAlignment.LEFT, Token.MUTED, false);
        }
        for (Line one : lines) {
            at += line;
            pen.setFill(one.color());
            double square = look.sized(8);
            pen.fillRoundRect(x + inset, at - square / 2, square, square, 3, 3);
            text(one.what(), x + inset + look.sized(14), at, TextAlignment.LEFT, Token.TEXT, false);
            text(one.figure(), x + wide - inset, at, TextAlignment.RIGHT, Token.MUTED, false);
        }
    }

    private void text(
            String said, double x, double y, TextAlignment alignment, Token token, boolean strong) {
        pen.setFont(strong ? Fonts.strong(look.sized(11.5)) : Fonts.sans(look.sized(11.5)));
        pen.setTextAlign(alignment);
        pen.setFill(palette.color(token));
        pen.fillText(said, x, y);
    }
}
