// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Palette;
import org.dozen.app.fx.Token;
import org.dozen.app.hostcalls.chart.Words;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

/** Draws a flow diagram on a canvas. */
final class FlowPainter {
    private static final double CALM = 0.42;
    private static final double LIT = 0.85;
    private static final double DIM = 0.12;

    private final GraphicsContext pen;
    private final Look look;
    private final Palette palette;
    private final FlowPicture picture;
    private final FlowLayout layout;
    private final FlowItem lit;

    FlowPainter(
            GraphicsContext pen, Look look, FlowPicture picture, FlowLayout layout, FlowItem lit) {
        this.pen = pen;
        this.look = look;
        this.palette = look.palette().get();
        this.picture = picture;
        this.layout = layout;
        this.lit = lit;
    }

    void paint(double width, double height) {
        pen.clearRect(0, 0, width, height);
        pen.setFontSmoothingType(FontSmoothingType.GRAY);
        pen.setTextBaseline(VPos.CENTER);
        if (picture.answered() > 0) {
            answered();
        }
        if (picture.hostCalls() > 0) {
            lens(height);
            for (int i = 0; i < layout.bands().size(); i++) {
                ribbon(layout.bands().get(i), picture.bands().get(i));
            }
            for (int i = 0; i < layout.sources().size(); i++) {
                source(layout.sources().get(i), picture.sources().get(i));
            }
            for (int i = 0; i < layout.targets().size(); i++) {
                target(layout.targets().get(i), picture.targets().get(i), width);
            }
        }
        bar();
    }

    /** The large grey band: what never left the guest. */
    private void answered() {
        FlowLayout.Box box = layout.grey();
        boolean on = lit instanceof FlowItem.Answered;
        Color grey = palette.color(Token.MUTED);
        pen.setFill(alpha(grey, on ? 0.4 : 0.22));
        double arc = look.sized(8);
        double out = layout.toScale() ? arc : 0;
        pen.fillRoundRect(box.x() - out, box.y(), box.width() + out, box.height(), arc, arc);
        double x = box.x() + look.sized(14);
        double middle = box.middle();
        boolean tall = box.height() >= look.sized(52);
        double big = look.sized(tall ? 22 : 17);
        String count = Figures.count(picture.answered());
        pen.setFont(Fonts.mono(big));
        double wide = Words.width(count, pen.getFont());
        text(count, x, tall ? middle - look.sized(9) : middle, TextAlignment.LEFT, Token.TEXT);
        pen.setFont(Fonts.sans(look.sized(13)));
        String words = Text.of("flow.answered");
        if (tall) {
            text(words, x, middle + look.sized(14), TextAlignment.LEFT, Token.TEXT);
        } else {
            text(words, x + wide + look.sized(10), middle, TextAlignment.LEFT, Token.TEXT);
        }
        pen.setFont(Fonts.mono(big));
        text(
                FlowSentence.fine(picture.answeredShare()),
                box.right() - look.sized(12),
                middle,
                TextAlignment.RIGHT,
                Token.MUTED);
    }

    /** All guest calls to scale, and the sliver of them that asked the host. */
    private void bar() {
        if (!layout.toScale()) {
            return;
        }
        FlowLayout.Box bar = layout.bar();
        FlowLayout.Box sliver = layout.sliver();
        pen.setFill(palette.color(Token.MUTED).interpolate(palette.color(Token.TRACK), 0.35));
        pen.fillRect(bar.x(), bar.y(), bar.width(), bar.height());
        pen.setFill(palette.color(Token.FOCUS));
        pen.fillRect(sliver.x(), sliver.y(), sliver.width(), sliver.height());
    }

    /** From the sliver to its enlargement. */
    private void lens(double height) {
        if (!layout.toScale() || layout.sources().isEmpty()) {
            return;
        }
        FlowLayout.Box sliver = layout.sliver();
        double top = layout.sources().getFirst().y();
        double right = sliver.right() + look.sized(24);
        double[] xs = {sliver.right(), right, right, sliver.right()};
        double[] ys = {sliver.y(), top, height, height};
        pen.setFill(alpha(palette.color(Token.FOCUS), 0.16));
        pen.fillPolygon(xs, ys, 4);
        pen.setStroke(alpha(palette.color(Token.FOCUS), 0.7));
        pen.setLineWidth(1);
        pen.strokeLine(xs[0], ys[0], xs[1], ys[1]);
        pen.strokeLine(right, top, right, height);
        pen.setFont(Fonts.sans(look.sized(11.5)));
        pen.setTextAlign(TextAlignment.LEFT);
        pen.setFill(palette.color(Token.FOCUS));
        pen.fillText(
                Text.count("flow.asked.one", "flow.asked", picture.hostCalls()),
                sliver.right() + look.sized(14),
                top - look.sized(11));
    }

    private void ribbon(FlowLayout.Ribbon ribbon, FlowPicture.Band band) {
        Color color =
                band.target()
                        .call()
                        .map(call -> palette.call(call.row()))
                        .orElse(palette.color(Token.WARN));
        double strength = lit.none() ? CALM : lit.touches(band) ? LIT : DIM;
        double bend = (ribbon.toX() - ribbon.x()) / 2;
        pen.setFill(alpha(color, strength));
        pen.beginPath();
        pen.moveTo(ribbon.x(), ribbon.y());
        pen.bezierCurveTo(
                ribbon.x() + bend,
                ribbon.y(),
                ribbon.toX() - bend,
                ribbon.toY(),
                ribbon.toX(),
                ribbon.toY());
        double low = ribbon.y() + Math.max(1, ribbon.thick());
        double toLow = ribbon.toY() + Math.max(1, ribbon.toThick());
        pen.lineTo(ribbon.toX(), toLow);
        pen.bezierCurveTo(ribbon.toX() - bend, toLow, ribbon.x() + bend, low, ribbon.x(), low);
        pen.closePath();
        pen.fill();
    }

    private void source(FlowLayout.Box box, FlowPicture.Source source) {
        boolean on = lit.touches(source);
        pen.setFill(palette.color(lit.none() || on ? Token.MUTED : Token.BORDER));
        pen.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 3, 3);
        double right = box.x() - look.sized(7);
        double middle = box.middle();
        boolean two = box.height() >= look.sized(30) && source.made() > 0;
        pen.setFont(Fonts.mono(look.sized(12)));
        text(
                fitting(
                        source.name(),
                        right - (layout.toScale() ? layout.bar().right() + look.sized(28) : 0)),
                right,
                two ? middle - look.sized(7) : middle,
                TextAlignment.RIGHT,
                lit.none() || on ? Token.TEXT : Token.FAINT);
        if (two) {
            pen.setFont(Fonts.sans(look.sized(11)));
            text(
                    Text.of("flow.made.short", Figures.count(source.made())),
                    right,
                    middle + look.sized(8),
                    TextAlignment.RIGHT,
                    Token.MUTED);
        }
    }

    private void target(FlowLayout.Box box, FlowPicture.Target target, double width) {
        boolean on = lit.touches(target);
        Color color =
                target.call()
                        .map(call -> palette.call(call.row()))
                        .orElse(palette.color(Token.WARN));
        pen.setFill(lit.none() || on ? color : alpha(color, 0.35));
        pen.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 3, 3);
        double left = box.right() + look.sized(7);
        String name = target.call().map(call -> call.name()).orElse(Text.of("flow.target.unknown"));
        String count = Figures.count(target.count());
        Token ink = lit.none() || on ? Token.TEXT : Token.FAINT;
        pen.setFont(Fonts.mono(look.sized(12)));
        double counted = Words.width(count, pen.getFont());
        text(
                fitting(name, width - left - counted - look.sized(5)),
                left,
                box.middle(),
                TextAlignment.LEFT,
                ink);
        text(count, width, box.middle(), TextAlignment.RIGHT, Token.MUTED);
    }

    private String fitting(String said, double room) {
        String cut = said;
        while (cut.length() > 2 && Words.width(cut, pen.getFont()) > room) {
            cut = cut.substring(0, cut.length() - (cut.endsWith("…") ? 2 : 1)) + "…";
        }
        return cut;
    }

    private void text(String said, double x, double y, TextAlignment alignment, Token ink) {
        pen.setTextAlign(alignment);
        pen.setFill(palette.color(ink));
        pen.fillText(said, x, y);
    }

    private static Color alpha(Color color, double share) {
        return color.deriveColor(0, 1, 1, share);
    }
}
