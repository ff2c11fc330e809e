// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.util.Locale;

/** Times for people: three figures and a unit, the same in every language. */
public final class Durations {
    private static final String[] UNITS = {"ns", "us", "ms", "s"};

    private Durations() {}

    /**
     * A duration in words, for example {@code 11 us}, {@code 1.52 ms}, {@code 340 ns}.
     *
     * @param nanos not negative
     */
    public static String words(long nanos) {
        if (nanos < 1000) {
            return Math.max(0, nanos) + " ns";
        }
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String figures =
                value < 9.995
                        ? String.format(Locale.ROOT, "%.2f", value)
                        : value < 99.95
                                ? String.format(Locale.ROOT, "%.1f", value)
                                : String.format(Locale.ROOT, "%.0f", value);
        return withoutZeros(figures) + " " + UNITS[unit];
    }

    private static String withoutZeros(String figures) {
        return figures.contains(".") ? figures.replaceFirst("\\.?0+$", "") : figures;
    }
}
