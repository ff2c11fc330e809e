// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.app.hostcalls.chart.Moments;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

/**
 * What the log says about itself.
 *
 * @param oneOf one of how many calls is shown; 1 = every one
 * @param filtered some calls are not wanted
 * @param searched words are looked for
 * @param ofSpan only a span is shown
 * @param calls lines that are calls
 * @param whole calls of the span that were made
 * @param fromNanos when the first line was
 * @param paused nothing is added
 * @param held what came since
 */
public record LogStatus(
        double oneOf,
        boolean filtered,
        boolean searched,
        boolean ofSpan,
        long calls,
        long whole,
        long fromNanos,
        boolean paused,
        long held) {
    private static final double ALMOST_ALL = 1.005;
    private static final double FEW = 9.5;

    /** Which part of the calls is here. */
    public String sampling() {
        if (ofSpan) {
            return filtered
                    ? Text.of("log.status.spanFiltered", Figures.count(calls))
                    : Text.of("log.status.span", Figures.count(calls), Figures.count(whole));
        }
        if (oneOf < ALMOST_ALL) {
            return Text.of(filtered ? "log.status.everyFiltered" : "log.status.every");
        }
        // Five of six are neither every one nor one of one.
        String ratio = oneOf < FEW ? part() : Text.of("log.status.oneOf", Math.round(oneOf));
        if (searched) {
            return Text.of("log.status.searched", ratio);
        }
        return Text.of(filtered ? "log.status.sampledFiltered" : "log.status.sampled", ratio);
    }

    private String part() {
        return Text.of("log.status.tenths", Math.max(1, Math.round(10 / oneOf)));
    }

    /** What is remembered, and whether it stands still. */
    public String lines() {
        if (paused) {
            return Text.of("log.status.paused", Figures.count(held));
        }
        return calls == 0
                ? ""
                : Text.of(
                        "log.status.lines",
                        Figures.count(calls),
                        Moments.words(fromNanos, 1_000_000_000L));
    }

    /** Calls are left out. */
    public boolean incomplete() {
        return ofSpan ? !filtered && calls < whole : oneOf >= ALMOST_ALL;
    }
}
