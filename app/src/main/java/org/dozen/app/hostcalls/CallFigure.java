// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be said of a row in a number, beside how many calls there were. */
public enum CallFigure {
    RATE(8.5) {
        @Override
        String heading() {
            return Text.of("calls.figure.rate");
        }

        @Override
        String words() {
            return Text.of("calls.figure.rate.long");
        }

        @Override
        String text(CallRow row) {
            return row.rateText();
        }
    },
    SHARE(6) {
        @Override
        String heading() {
            return Text.of("calls.figure.share");
        }

        @Override
        String words() {
            return Text.of("calls.figure.share.long");
        }

        @Override
        String text(CallRow row) {
            return row.shareText();
        }
    },
    TIME(8) {
        @Override
        String heading() {
            return Text.of("calls.figure.time");
        }

        @Override
        String words() {
            return Text.of("calls.figure.time.long");
        }

        @Override
        String text(CallRow row) {
            return row.timeText();
        }
    },
    BYTES(7) {
        @Override
        String heading() {
            return Text.of("calls.figure.bytes");
        }

        @Override
        String words() {
            return Text.of("calls.figure.bytes.long");
        }

        @Override
        String text(CallRow row) {
            return row.bytesText();
        }
    };

    private final double characters;

    CallFigure(double characters) {
        this.characters = characters;
    }

    /** Room it wants, in characters. */
    double characters() {
        return characters;
    }

    /** In a word, above its column. */
    abstract String heading();

    /** What it is, for a menu. */
    abstract String words();

    /** The number of a row, as written; empty if there is nothing to say. */
    abstract String text(CallRow row);

    /** All of them, this one first: it has a column even where there is room for one only. */
    List<CallFigure> first() {
        List<CallFigure> order = new ArrayList<>(List.of(values()));
        order.remove(this);
        order.addFirst(this);
        return order;
    }

    /** The one after this, round and round. */
    CallFigure next() {
        List<CallFigure> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    /** Its name for style sheets and tests. */
    String id() {
        return "figure-" + name().toLowerCase(Locale.ROOT);
    }
}
