// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Token;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

import java.util.Locale;

/**
 * Calls per second over the run, stacked by call. Wheel and plus/minus zoom, drag and arrows pan, a
 * double click shows all.
 */
final class RateChart extends Region {
    private static final double PAD = 14;
    private static final double HEAD = 22;
    private static final double FOOT = 18;

    private final HostCallsViewModel model;
    private final Look look;
    private final ChartSpan span = new ChartSpan();
    private final Canvas canvas = new Canvas();
    private long drawn = -1;
    private double dragX;

    RateChart(HostCallsViewModel model, Look look) {
        this.model = model;
        this.look = look;
        getStyleClass().add("rate-chart");
        setId("rate-chart");
        setFocusTraversable(true);
        setAccessibleText(Text.of("calls.chart.accessible"));
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Draws if there is something new. Once per frame. */
    void frame() {
        if (drawn != model.chartVersion()) {
            drawn = model.chartVersion();
            span.runUntil(model.history().end());
            draw();
        }
    }

    void redraw() {
        drawn = -1;
    }

    @Override
    protected double computePrefHeight(double width) {
        return look.sized(150);
    }

    @Override
    protected double computeMinHeight(double width) {
        return look.sized(70);
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    private void wheel(ScrollEvent event) {
        span.zoom(Math.signum(event.getDeltaY()), share(event.getX()));
        drawn = -1;
        event.consume();
    }

    private void press(MouseEvent event) {
        requestFocus();
        dragX = event.getX();
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            span.showWhole();
            drawn = -1;
        }
    }

    private void drag(MouseEvent event) {
        span.pan((dragX - event.getX()) / Math.max(1, width()));
        dragX = event.getX();
        drawn = -1;
    }

    private void key(KeyEvent event) {
        boolean known = true;
        switch (event.getCode()) {
            case PLUS, EQUALS, ADD, UP -> span.zoom(1, 1);
            case MINUS, SUBTRACT, DOWN -> span.zoom(-1, 1);
            case LEFT -> span.pan(-0.2);
            case RIGHT -> span.pan(0.2);
            case HOME, DIGIT0 -> span.showWhole();
            default -> known = false;
        }
        if (known && !event.isShortcutDown()) {
            drawn = -1;
            event.consume();
        }
    }

    private void draw() {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        Palette palette = look.palette().get();
        pen.clearRect(0, 0, getWidth(), getHeight());
        pen.setFontSmoothingType(FontSmoothingType.GRAY);
        double low = getHeight() - look.sized(FOOT);
        double tall = low - look.sized(HEAD);
        if (tall < 10 || width() < 20) {
            return;
        }
        double peak = columns(pen, palette, low, tall);
        marks(pen, palette, low, tall);
        frameAndWords(pen, palette, low, peak);
    }

    /** Draws the columns and gives the highest sum per second. */
    private double columns(GraphicsContext pen, Palette palette, double low, double tall) {
        RateHistory history = model.history();
        int level =
                history.level(span.from(), span.to(), (int) Math.max(20, width() / look.sized(3)));
        long slot = history.slotNanos(level);
        long first = Math.max(history.oldestSlot(level), span.from() / slot);
        // The newest slot is not full yet and would look like a fall.
        long last = Math.min(Math.max(first, history.newestSlot(level) - 1), span.to() / slot + 1);
        double peak = 0;
        for (long at = first; at <= last; at++) {
            peak = Math.max(peak, sum(history, level, at));
        }
        double most = Math.max(10 * slot / 1e9, peak * 1.08);
        double wide = width() * slot / (span.to() - span.from());
        double gap = wide >= 4 ? 1 : 0;
        for (long at = first; at <= last; at++) {
            column(pen, palette, level, at, most, x(at * slot), wide - gap, low, tall);
        }
        return peak * 1e9 / slot;
    }

    private double sum(RateHistory history, int level, long slot) {
        double sum = 0;
        for (int row = 0; row < model.rows().size(); row++) {
            sum += history.calls(level, slot, row);
        }
        return sum;
    }

    /** One slot, stacked; whatever happened at all is at least a hair high. */
    private void column(
            GraphicsContext pen,
            Palette palette,
            int level,
            long slot,
            double most,
            double x,
            double wide,
            double low,
            double tall) {
        double left = Math.max(x, look.sized(PAD));
        double right = Math.min(x + wide, getWidth() - look.sized(PAD));
        if (right <= left) {
            return;
        }
        double y = low;
        for (int row = 0; row < model.rows().size(); row++) {
            long calls = model.history().calls(level, slot, row);
            if (calls > 0) {
                double high = Math.max(1, tall * calls / most);
                pen.setFill(palette.call(row));
                pen.fillRect(
                        left,
                        Math.max(low - tall, y - high),
                        right - left,
                        Math.min(high, y - (low - tall)));
                y = Math.max(low - tall, y - high);
            }
        }
    }

    private void marks(GraphicsContext pen, Palette palette, double low, double tall) {
        pen.setFont(Fonts.sans(look.sized(10.5)));
        pen.setTextAlign(TextAlignment.LEFT);
        pen.setTextBaseline(VPos.CENTER);
        pen.setLineWidth(1);
        pen.setLineDashes(look.sized(2), look.sized(3));
        double free = 0;
        for (ChartMark mark : model.marks()) {
            double x = Math.rint(x(mark.atNanos())) + 0.5;
            if (x < look.sized(PAD) || x > getWidth() - look.sized(PAD)) {
                continue;
            }
            pen.setStroke(palette.color(mark.bad() ? Token.BAD : Token.MUTED));
            pen.strokeLine(x, low - tall, x, low);
            if (x >= free) {
                pen.setFill(palette.color(mark.bad() ? Token.BAD : Token.MUTED));
                pen.fillText(mark.label(), x + look.sized(4), low - tall + look.sized(6));
                free = x + look.sized(12 + 6.5 * mark.label().length());
            }
        }
        pen.setLineDashes();
    }

    private void frameAndWords(GraphicsContext pen, Palette palette, double low, double peak) {
        double left = look.sized(PAD);
        double right = getWidth() - left;
        pen.setStroke(palette.color(Token.BORDER));
        pen.setLineWidth(1);
        pen.strokeLine(left, Math.rint(low) + 0.5, right, Math.rint(low) + 0.5);
        pen.setFill(palette.color(Token.MUTED));
        pen.setFont(Fonts.sans(look.sized(11)));
        pen.setTextBaseline(VPos.CENTER);
        double head = look.sized(HEAD) / 2;
        pen.setTextAlign(TextAlignment.LEFT);
        pen.fillText(Text.of(span.whole() ? "calls.chart.whole" : "calls.chart.part"), left, head);
        pen.setTextAlign(TextAlignment.RIGHT);
        pen.fillText(Text.of("calls.chart.most", Figures.rate(peak)), right, head);
        double foot = getHeight() - look.sized(FOOT) / 2;
        pen.setFill(palette.color(Token.FAINT));
        pen.setTextAlign(TextAlignment.LEFT);
        pen.fillText(clock(span.from()), left, foot);
        pen.setTextAlign(TextAlignment.RIGHT);
        pen.fillText(clock(span.to()), right, foot);
    }

    private static String clock(long nanos) {
        long seconds = nanos / 1_000_000_000L;
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private double x(long nanos) {
        return look.sized(PAD)
                + width() * (nanos - span.from()) / Math.max(1, span.to() - span.from());
    }

    private double share(double x) {
        return Math.clamp((x - look.sized(PAD)) / Math.max(1, width()), 0, 1);
    }

    private double width() {
        return getWidth() - 2 * look.sized(PAD);
    }
}
