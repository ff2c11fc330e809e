// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.flow;

import java.util.ArrayList;
import java.util.List;

/** A part of the diagram that can be pointed at. */
sealed interface FlowItem {
    /** Nothing is pointed at. */
    record Nothing() implements FlowItem {
        @Override
        public boolean none() {
            return true;
        }

        @Override
        public String words(FlowPicture picture) {
            return "";
        }
    }

    /** What the guest answered by itself. */
    record Answered() implements FlowItem {
        @Override
        public String words(FlowPicture picture) {
            return FlowSentence.answered(picture);
        }
    }

    /** Who asked. */
    record Left(FlowPicture.Source source) implements FlowItem {
        @Override
        public boolean touches(FlowPicture.Band band) {
            return band.source().number() == source.number();
        }

        @Override
        public boolean touches(FlowPicture.Source other) {
            return other.number() == source.number();
        }

        @Override
        public String words(FlowPicture picture) {
            return FlowSentence.source(picture, source);
        }
    }

    /** What was asked. */
    record Right(FlowPicture.Target target) implements FlowItem {
        @Override
        public boolean touches(FlowPicture.Band band) {
            return band.target().call().equals(target.call());
        }

        @Override
        public boolean touches(FlowPicture.Target other) {
            return other.call().equals(target.call());
        }

        @Override
        public String words(FlowPicture picture) {
            return FlowSentence.target(picture, target);
        }
    }

    /** What one asked of the other. */
    record Between(FlowPicture.Band band) implements FlowItem {
        @Override
        public boolean touches(FlowPicture.Band other) {
            return touches(other.source()) && touches(other.target());
        }

        @Override
        public boolean touches(FlowPicture.Source other) {
            return other.number() == band.source().number();
        }

        @Override
        public boolean touches(FlowPicture.Target other) {
            return other.call().equals(band.target().call());
        }

        @Override
        public String words(FlowPicture picture) {
            return FlowSentence.band(band);
        }
    }

    /** Nothing is pointed at. */
    default boolean none() {
        return false;
    }

    /** Whether a band is lit along with this. */
    default boolean touches(FlowPicture.Band band) {
        return false;
    }

    default boolean touches(FlowPicture.Source source) {
        return false;
    }

    default boolean touches(FlowPicture.Target target) {
        return false;
    }

    /** What it means, in words. */
    String words(FlowPicture picture);

    /** All there are, as the keyboard goes through them. */
    static List<FlowItem> all(FlowPicture picture) {
        List<FlowItem> items = new ArrayList<>();
        if (picture.answered() > 0) {
            items.add(new Answered());
        }
        for (FlowPicture.Source source : picture.sources()) {
            items.add(new Left(source));
            picture.bands().stream()
                    .filter(band -> band.source().equals(source))
                    .forEach(band -> items.add(new Between(band)));
        }
        picture.targets().forEach(target -> items.add(new Right(target)));
        return items;
    }

    /** What lies at a place. */
    static FlowItem at(FlowPicture picture, FlowLayout layout, double x, double y) {
        if (picture.answered() > 0 && layout.grey().contains(x, y)) {
            return new Answered();
        }
        for (int i = 0; i < layout.bands().size(); i++) {
            if (layout.bands().get(i).contains(x, y)) {
                return new Between(picture.bands().get(i));
            }
        }
        for (int i = 0; i < layout.sources().size(); i++) {
            FlowLayout.Box box = layout.sources().get(i);
            if (x <= box.right() && x > layout.bar().right() && y >= box.y() && y <= box.low()) {
                return new Left(picture.sources().get(i));
            }
        }
        for (int i = 0; i < layout.targets().size(); i++) {
            FlowLayout.Box box = layout.targets().get(i);
            if (x >= box.x() && y >= box.y() && y <= box.low()) {
                return new Right(picture.targets().get(i));
            }
        }
        return new Nothing();
    }
}
