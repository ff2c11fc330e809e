// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of a flow diagram lie, in pixels. The bar on the left has all guest calls to
 * scale; below the grey band, what asked the host is drawn larger, to a scale of its own.
 *
 * @param bar the bar of all guest calls
 * @param sliver the part of it that asked the host
 * @param grey the band of what the guest answered
 * @param sources a box for each source
 * @param targets a box for each target
 * @param bands from left to right
 */
record FlowLayout(
        Box bar, Box sliver, Box grey, List<Box> sources, List<Box> targets, List<Ribbon> bands) {
    private static final double BAR = 14;
    private static final double NODE = 9;
    private static final double GAP = 5;
    private static final double GREY_SHARE = 0.3;
    private static final double LENS = 26;
    private static final double LABELS_LEFT = 118;
    private static final double LABELS_RIGHT = 138;
    private static final double LEAST = 2;

    /** Beyond this share there is nothing to enlarge, and no bar. */
    private static final double MOST_ASKED = 0.4;

    private static final double CAPTION = 22;

    /** A rectangle. */
    record Box(double x, double y, double width, double height) {
        boolean contains(double px, double py) {
            return px >= x && px <= x + width && py >= y && py <= y + height;
        }

        double middle() {
            return y + height / 2;
        }

        double right() {
            return x + width;
        }

        double low() {
            return y + height;
        }
    }

    /** A band between two boxes; its ends are as tall as the boxes have room for. */
    record Ribbon(double x, double y, double thick, double toX, double toY, double toThick) {
        boolean contains(double px, double py) {
            double share = Math.clamp((px - x) / Math.max(1, toX - x), 0, 1);
            // The curve a cubic with level ends makes, near enough to be pointed at.
            double eased = share * share * (3 - 2 * share);
            double top = y + (toY - y) * eased;
            double tall = Math.max(3, thick + (toThick - thick) * eased);
            return px >= x && px <= toX && py >= top - 1 && py <= top + tall + 1;
        }
    }

    /** Whether the bar of all guest calls is there. */
    boolean toScale() {
        return bar.width() > 0;
    }

    static FlowLayout of(FlowPicture picture, double width, double height, double scale) {
        boolean grey = picture.answered() > 0;
        double asked = (double) picture.hostCalls() / Math.max(1, picture.guestCalls());
        boolean toScale = grey && asked <= MOST_ASKED;
        double barWide = toScale ? BAR * scale : 0;
        Box bar = new Box(0, 0, barWide, height);
        double sliverTall =
                toScale && picture.hostCalls() > 0 ? Math.max(LEAST * scale, height * asked) : 0;
        Box sliver = new Box(0, height - sliverTall, barWide, sliverTall);
        double top = grey ? Math.max(44 * scale, height * GREY_SHARE) + CAPTION * scale : 0;
        Box band = new Box(barWide, 0, width - barWide, grey ? top - CAPTION * scale : 0);
        double names = Math.clamp(width / scale * 0.24, 100, LABELS_LEFT) * scale;
        double calls = Math.clamp(width / scale * 0.28, 118, LABELS_RIGHT) * scale;
        double left = barWide + (toScale ? LENS : 0) * scale + names;
        double right = width - calls;
        double node = NODE * scale;
        List<Box> sources =
                boxes(
                        picture.sources().stream().map(FlowPicture.Source::hostCalls).toList(),
                        left,
                        top,
                        height,
                        node,
                        scale);
        List<Box> targets =
                boxes(
                        picture.targets().stream().map(FlowPicture.Target::count).toList(),
                        right - node,
                        top,
                        height,
                        node,
                        scale);
        return new FlowLayout(
                bar, sliver, band, sources, targets, ribbons(picture, sources, targets));
    }

    /** Boxes one below the other, as tall as their counts; the small ones can still be seen. */
    private static List<Box> boxes(
            List<Long> counts, double x, double top, double height, double node, double scale) {
        double gap = counts.size() < 2 ? 0 : GAP * scale;
        double label = 15 * scale;
        double there = height - top - gap * Math.max(0, counts.size() - 1);
        double least = Math.min(label, there / Math.max(1, counts.size()));
        double sum = counts.stream().mapToDouble(count -> count).sum();
        double free = Math.max(0, there - least * counts.size());
        List<Box> boxes = new ArrayList<>();
        double y = top;
        for (long count : counts) {
            double tall = least + (sum == 0 ? 0 : free * count / sum);
            boxes.add(new Box(x, y, node, tall));
            y += tall + gap;
        }
        return boxes;
    }

    private static List<Ribbon> ribbons(FlowPicture picture, List<Box> sources, List<Box> targets) {
        Map<Integer, Double> leftAt = new HashMap<>();
        Map<Integer, Double> rightAt = new HashMap<>();
        List<Ribbon> ribbons = new ArrayList<>();
        for (FlowPicture.Band band : picture.bands()) {
            int from = picture.sources().indexOf(band.source());
            int to = picture.targets().indexOf(band.target());
            Box left = sources.get(from);
            Box right = targets.get(to);
            double thick = left.height() * band.count() / Math.max(1, band.source().hostCalls());
            double toThick = right.height() * band.count() / Math.max(1, band.target().count());
            double y = leftAt.getOrDefault(from, left.y());
            double toY = rightAt.getOrDefault(to, right.y());
            leftAt.put(from, y + thick);
            rightAt.put(to, toY + toThick);
            ribbons.add(new Ribbon(left.right(), y, thick, right.x(), toY, toThick));
        }
        return ribbons;
    }
}
