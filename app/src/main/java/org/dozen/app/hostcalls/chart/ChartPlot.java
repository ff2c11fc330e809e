// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;

import java.util.List;
import java.util.Optional;

/**
 * The plot: columns on one canvas, what moves with the pointer on another above it. A drag chooses
 * a span; with Shift, another button, or on the time axis it moves the view; the wheel zooms.
 */
final class ChartPlot extends Region {
    private static final double COLUMN = 3.2;
    private static final double NEAR_FLAG = 9;
    private static final double EDGE = 5;
    private static final double LEAST_DRAG = 4;
    private static final double SCROLL_PIXELS = 400;

    private enum Drag {
        NONE,
        CLICK,
        CHOOSE,
        PAN,
        OVERVIEW
    }

    private final ChartModel model;
    private final Look look;
    private final Canvas below = new Canvas();
    private final Canvas above = new Canvas();
    private ChartFrame frame;
    private List<MarkFlag> flags = List.of();
    private Optional<MarkFlag> underPointer = Optional.empty();
    private Drag drag = Drag.NONE;
    private double pressX;
    private double lastX;
    private long overlayDrawn = -1;

    ChartPlot(ChartModel model, Look look) {
        this.model = model;
        this.look = look;
        this.frame = ChartFrame.of(0, 0, 1, model.window());
        setId("rate-chart");
        getStyleClass().add("chart-plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Text.of("chart.accessible"));
        below.setMouseTransparent(true);
        above.setMouseTransparent(true);
        getChildren().addAll(below, above);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::move);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> leave());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty()
                .subscribe((before, now) -> {
                    if (!now) {
                        leave();
                    }
                });
    }

    /** Draws if there is something new. Once per frame. */
    void frame(long nowNanos) {
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        int columns = (int) Math.max(20, frame.width() / look.sized(COLUMN));
        if (model.frame(nowNanos, frame.width(), columns)) {
            draw();
            overlayDrawn = -1;
        }
        if (overlayDrawn != model.overlayVersion()) {
            overlayDrawn = model.overlayVersion();
            drawAbove();
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return look.sized(150);
    }

    @Override
    protected double computeMinHeight(double width) {
        return look.sized(84);
    }

    @Override
    protected void layoutChildren() {
        for (Canvas canvas : List.of(below, above)) {
            if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
                canvas.setWidth(getWidth());
                canvas.setHeight(getHeight());
                model.redraw();
            }
        }
        frame = ChartFrame.of(getWidth(), getHeight(), look.scale().get(), model.window());
    }

    private void draw() {
        frame = ChartFrame.of(getWidth(), getHeight(), look.scale().get(), model.window());
        ChartPainter painter = new ChartPainter(below.getGraphicsContext2D(), look, frame);
        painter.begin(getWidth(), getHeight());
        if (!frame.usable()) {
            return;
        }
        painter.grid(model.most());
        model.columns().ifPresent(columns -> painter.columns(columns, model.most()));
        painter.rates(model.most());
        painter.axis();
        flags =
                MarkFlag.of(
                        model.marks(),
                        mark -> frame.x(mark.atNanos()),
                        look.sized(NEAR_FLAG),
                        frame.right());
        painter.flags(flags);
        if (!model.window().whole()) {
            int columns = (int) Math.max(20, frame.width() / look.sized(2));
            model.overview(columns).ifPresent(all -> painter.overview(all, model.timeline().end()));
        }
    }

    private void drawAbove() {
        OverlayPainter painter = new OverlayPainter(above.getGraphicsContext2D(), look, frame);
        painter.begin(getWidth(), getHeight());
        if (!frame.usable()) {
            return;
        }
        model.shownSpan().ifPresent(span -> painter.span(span, model.choosing()));
        model.timeline().pointed().ifPresent(at -> painter.pin(at, model.window().length()));
        if (drag == Drag.NONE || drag == Drag.CLICK) {
            if (underPointer.isPresent()) {
                painter.flag(underPointer.get());
            } else if (model.cursor().isPresent() && model.columns().isPresent()) {
                painter.cursor(model.cursor().getAsLong(), model.columns().get());
            }
        }
    }

    private void wheel(ScrollEvent event) {
        if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            double by = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            model.window().pan(-by / SCROLL_PIXELS);
        } else {
            model.window().zoom(Math.signum(event.getDeltaY()), frame.share(event.getX()));
        }
        event.consume();
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressX = event.getX();
        lastX = event.getX();
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            model.showChosen();
            drag = Drag.NONE;
        } else if (overOverview(event)) {
            drag = Drag.OVERVIEW;
            overview(event.getX());
        } else if (event.getButton() != MouseButton.PRIMARY
                || event.isShiftDown()
                || event.getY() > frame.low()) {
            drag = Drag.PAN;
        } else {
            drag = Drag.CLICK;
            long at = frame.at(event.getX());
            if (!model.takeEdge(at, (long) (look.sized(EDGE) * frame.perPixel()))) {
                model.beginChoice(at);
            }
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        switch (drag) {
            case PAN -> model.window().pan((lastX - event.getX()) / Math.max(1, frame.width()));
            case OVERVIEW -> overview(event.getX());
            case CLICK, CHOOSE -> {
                if (drag == Drag.CHOOSE || Math.abs(event.getX() - pressX) >= LEAST_DRAG) {
                    drag = Drag.CHOOSE;
                    model.dragChoice(frame.at(event.getX()));
                }
            }
            case NONE -> {
                // the second click of two has done its work
            }
        }
        lastX = event.getX();
        event.consume();
    }

    private void release(MouseEvent event) {
        if (drag == Drag.CHOOSE) {
            model.endChoice();
        } else if (drag == Drag.CLICK) {
            model.click(
                    underPointer
                            .map(flag -> flag.first().atNanos())
                            .orElseGet(() -> frame.at(event.getX())));
        }
        drag = Drag.NONE;
        model.redraw();
        event.consume();
    }

    private void move(MouseEvent event) {
        Optional<MarkFlag> found =
                event.getY() > frame.top()
                        ? Optional.empty()
                        : flags.stream()
                                .filter(flag ->
                                        Math.abs(flag.x() - event.getX()) <= reach(flag, event))
                                .findFirst();
        if (!found.equals(underPointer)) {
            underPointer = found;
            overlayDrawn = -1;
        }
        boolean edge =
                model.timeline()
                        .chosen()
                        .filter(span ->
                                near(frame.x(span.fromNanos()), event)
                                        || near(frame.x(span.toNanos()), event))
                        .isPresent();
        setCursor(edge && event.getY() < frame.low() ? Cursor.H_RESIZE : Cursor.DEFAULT);
        if (event.getY() > frame.low()) {
            model.hideCursor();
        } else {
            model.moveCursor(frame.at(event.getX()));
        }
    }

    /** The words of a flag belong to it, too. */
    private double reach(MarkFlag flag, MouseEvent event) {
        boolean right = event.getX() > flag.x();
        double words = look.sized(8 + 6.1 * flag.label().length());
        return right ? Math.min(words, flag.room() - look.sized(6)) : look.sized(5);
    }

    private boolean near(double x, MouseEvent event) {
        return Math.abs(x - event.getX()) <= look.sized(EDGE);
    }

    private void leave() {
        underPointer = Optional.empty();
        model.hideCursor();
        overlayDrawn = -1;
    }

    private boolean overOverview(MouseEvent event) {
        return !model.window().whole() && event.getY() > frame.foot();
    }

    private void overview(double x) {
        long at = (long) (frame.share(x) * model.timeline().end());
        model.window().moveTo(at - model.window().length() / 2);
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean known = true;
        switch (event.getCode()) {
            case PLUS, EQUALS, ADD, UP -> model.window().zoom(1, keyShare());
            case MINUS, SUBTRACT, DOWN -> model.window().zoom(-1, keyShare());
            case LEFT -> step(-1, event.isShiftDown());
            case RIGHT -> step(1, event.isShiftDown());
            case PAGE_UP -> model.window().pan(-0.5);
            case PAGE_DOWN -> model.window().pan(0.5);
            case HOME, DIGIT0 -> model.window().showWhole();
            case END -> model.window().showLive();
            case ENTER, Z -> model.showChosen();
            case ESCAPE, BACK_SPACE -> model.letGo();
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void step(int by, boolean choose) {
        if (choose) {
            model.stepChoice(by);
        } else {
            model.stepCursor(by);
        }
    }

    /** Keys zoom about the cursor, or about the end. */
    private double keyShare() {
        return model.cursor().isPresent()
                ? frame.share(frame.x(model.cursor().getAsLong()))
                : model.window().live() || model.window().whole() ? 1 : 0.5;
    }
}
