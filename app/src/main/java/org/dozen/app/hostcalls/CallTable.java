// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.RefusedCall;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of the twelve, and above them a red one for each of the newest kinds of refused calls.
 * The rows are drawn on one canvas; behind each lies an empty node that takes pointer, focus and
 * screen reader.
 */
final class CallTable extends Region {
    static final int MOST_RED_ROWS = 3;
    private static final double ROW = 25;
    private static final double SMALLEST_ROW = 17;
    private static final double EDGE = 6;
    private static final double HEADINGS = 18;

    private final HostCallsViewModel model;
    private final Look look;
    private final Canvas canvas = new Canvas();
    private final CallPainter painter;
    private final List<Region> handles = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable CallRow> pointed = new ReadOnlyObjectWrapper<>();
    private long drawn = -1;
    private int redRows;
    private String layoutOrder = "";

    CallTable(HostCallsViewModel model, Look look) {
        this.model = model;
        this.look = look;
        this.painter = new CallPainter(canvas.getGraphicsContext2D());
        getStyleClass().add("call-table");
        canvas.setMouseTransparent(true);
        for (CallRow row : model.rows()) {
            handles.add(handle(row));
        }
        handles.getFirst().setFocusTraversable(true);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::pressed);
        getChildren().addAll(handles);
        getChildren().add(canvas);
    }

    /** The row that the pointer or the focus is on, to be explained. */
    ReadOnlyObjectProperty<@Nullable CallRow> pointed() {
        return pointed.getReadOnlyProperty();
    }

    /** Draws if there is something new. Once per frame. */
    void frame() {
        if (redRows != redRows()) {
            redRows = redRows();
            requestLayout();
            drawn = -1;
        }
        if (drawn != model.version()) {
            drawn = model.version();
            String order = order();
            if (!order.equals(layoutOrder)) {
                layoutOrder = order;
                requestLayout();
            }
            draw();
        }
    }

    /** Draws again in any case: colours or sizes have changed. */
    void redraw() {
        drawn = -1;
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return look.sized(ROW * (model.rows().size() + redRows) + HEADINGS + EDGE);
    }

    @Override
    protected double computeMinHeight(double width) {
        return look.sized(SMALLEST_ROW * (model.rows().size() + redRows) + HEADINGS + EDGE);
    }

    @Override
    protected double computePrefWidth(double height) {
        return look.sized(520);
    }

    @Override
    protected double computeMinWidth(double height) {
        return look.sized(260);
    }

    @Override
    protected void layoutChildren() {
        double height = rowHeight();
        for (CallRow row : model.rows()) {
            double y = top() + (redRows + row.rank()) * height;
            handles.get(row.call().row()).resizeRelocate(0, y, getWidth(), height);
        }
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
        }
        draw();
    }

    private Region handle(CallRow row) {
        Region handle = new Region();
        handle.setId("call-" + row.call().name());
        handle.getStyleClass().add("call-row");
        handle.setPadding(Insets.EMPTY);
        handle.setAccessibleRole(AccessibleRole.TEXT);
        handle.setAccessibleText(
                Text.of(
                        "calls.row.accessible",
                        row.call().name(),
                        row.call().why(),
                        row.call().guestActivity()));
        handle.setOnMouseEntered(event -> pointed.set(row));
        handle.setOnMouseExited(event -> pointed.set(focusedRow()));
        handle.setOnMousePressed(event -> focus(row));
        handle.focusedProperty()
                .subscribe((before, focused) -> pointed.set(focused ? row : focusedRow()));
        handle.addEventHandler(KeyEvent.KEY_PRESSED, event -> move(row, event));
        return handle;
    }

    /** A click on the headings shows the next figure. */
    private void pressed(MouseEvent event) {
        if (event.getY() < top()) {
            model.setFigure(model.figure().next());
            event.consume();
        }
    }

    private void move(CallRow from, KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (step == 0) {
            return;
        }
        List<CallRow> order = model.ranked();
        focus(order.get(Math.floorMod(order.indexOf(from) + step, order.size())));
        event.consume();
    }

    private void focus(CallRow row) {
        for (CallRow other : model.rows()) {
            handles.get(other.call().row()).setFocusTraversable(other == row);
        }
        handles.get(row.call().row()).requestFocus();
    }

    private @Nullable CallRow focusedRow() {
        for (CallRow row : model.rows()) {
            if (handles.get(row.call().row()).isFocused()) {
                return row;
            }
        }
        return null;
    }

    private void draw() {
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        painter.begin(look, getWidth(), getHeight(), model.rows(), model.figure());
        painter.headings(model.state().glance(), 0, top());
        double height = rowHeight();
        List<RefusedCall> refused = model.refused();
        for (int i = 0; i < redRows && i < refused.size(); i++) {
            painter.refused(refused.get(i), top() + i * height, height);
        }
        for (CallRow row : model.rows()) {
            painter.row(row, top() + (redRows + row.place()) * height, height);
        }
    }

    private int redRows() {
        return Math.min(MOST_RED_ROWS, model.refused().size());
    }

    private double rowHeight() {
        double there = (getHeight() - top() - look.sized(EDGE)) / (model.rows().size() + redRows);
        return Math.min(look.sized(ROW), there);
    }

    private double top() {
        return look.sized(HEADINGS);
    }

    private String order() {
        StringBuilder order = new StringBuilder();
        model.ranked().forEach(row -> order.append((char) ('a' + row.call().row())));
        return order.toString();
    }
}
