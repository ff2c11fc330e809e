// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;

import java.util.List;
import java.util.function.Consumer;

/** The diagram on its canvas; pointer and arrows light its parts one by one. */
final class FlowDiagram extends Region {
    private static final double PAD = 14;
    private static final double TOP = 4;

    private final FlowModel model;
    private final Look look;
    private final Canvas canvas = new Canvas();
    private final Consumer<FlowItem> onPointed;
    private FlowPicture picture = FlowPicture.none();
    private FlowLayout layout = FlowLayout.of(picture, 1, 1, 1);
    private FlowItem pointed = new FlowItem.Nothing();
    private long drawn = -1;

    FlowDiagram(FlowModel model, Look look, Consumer<FlowItem> onPointed) {
        this.model = model;
        this.look = look;
        this.onPointed = onPointed;
        setId("flow-diagram");
        getStyleClass().add("flow-diagram");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(Text.of("flow.accessible"));
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::move);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(new FlowItem.Nothing()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Draws if there is something new. */
    void frame() {
        if (drawn != model.version()) {
            drawn = model.version();
            picture = model.picture();
            draw();
            onPointed.accept(pointed);
        }
    }

    void redraw() {
        drawn = -1;
    }

    /** Lights a part, as the pointer would. */
    void point(FlowItem item) {
        if (!item.equals(pointed)) {
            pointed = item;
            draw();
            onPointed.accept(item);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return look.sized(260);
    }

    @Override
    protected double computeMinHeight(double width) {
        return look.sized(120);
    }

    @Override
    protected double computePrefWidth(double height) {
        return look.sized(460);
    }

    @Override
    protected double computeMinWidth(double height) {
        return look.sized(300);
    }

    @Override
    protected void layoutChildren() {
        double pad = look.sized(PAD);
        canvas.setLayoutX(pad);
        canvas.setLayoutY(look.sized(TOP));
        double width = Math.max(1, getWidth() - 2 * pad);
        double height = Math.max(1, getHeight() - 2 * look.sized(TOP));
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            draw();
        }
    }

    private void draw() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        if (width < 40 || height < 40) {
            return;
        }
        layout = FlowLayout.of(picture, width, height, look.scale().get());
        FlowItem lit = present(pointed);
        new FlowPainter(canvas.getGraphicsContext2D(), look, picture, layout, lit)
                .paint(width, height);
    }

    /** The same part in the picture of now: its counts have changed since it was pointed at. */
    private FlowItem present(FlowItem item) {
        return switch (item) {
            case FlowItem.Left left ->
                    picture.sources().stream()
                            .filter(left::touches)
                            .findFirst()
                            .<FlowItem>map(FlowItem.Left::new)
                            .orElseGet(FlowItem.Nothing::new);
            case FlowItem.Right right ->
                    picture.targets().stream()
                            .filter(right::touches)
                            .findFirst()
                            .<FlowItem>map(FlowItem.Right::new)
                            .orElseGet(FlowItem.Nothing::new);
            case FlowItem.Between between ->
                    picture.bands().stream()
                            .filter(between::touches)
                            .findFirst()
                            .<FlowItem>map(FlowItem.Between::new)
                            .orElseGet(FlowItem.Nothing::new);
            case FlowItem.Answered answered -> answered;
            case FlowItem.Nothing nothing -> nothing;
        };
    }

    /** Whether the picture has a bar of all guest calls. */
    boolean toScale() {
        return layout.toScale();
    }

    /** What is pointed at, in words. */
    String words() {
        return present(pointed).words(picture);
    }

    private void move(MouseEvent event) {
        point(
                FlowItem.at(
                        picture,
                        layout,
                        event.getX() - canvas.getLayoutX(),
                        event.getY() - canvas.getLayoutY()));
    }

    private void key(KeyEvent event) {
        List<FlowItem> items = FlowItem.all(picture);
        int at = items.indexOf(present(pointed));
        int step =
                switch (event.getCode()) {
                    case DOWN, RIGHT -> 1;
                    case UP, LEFT -> -1;
                    default -> 0;
                };
        if (step != 0 && !items.isEmpty() && !event.isShortcutDown()) {
            int next = at < 0 ? (step > 0 ? 0 : items.size() - 1) : at + step;
            point(items.get(Math.floorMod(next, items.size())));
            event.consume();
        }
    }
}
