// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.text;

import java.time.Duration;
import java.util.Locale;

/** How figures are written: short, the same everywhere, with a unit. */
public final class Figures {
    private static final char GROUP = '\u00a0';
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final long FULL_DIGITS = 100_000_000L;

    private Figures() {}

    /** Thousands set apart: 148 201. From a hundred millions on shortened: 123 M. */
    public static String count(long count) {
        if (count < 0) {
            return "-" + count(count == Long.MIN_VALUE ? Long.MAX_VALUE : -count);
        }
        if (count >= FULL_DIGITS) {
            return shortened(count);
        }
        String digits = Long.toString(count);
        if (digits.length() <= 3) {
            return digits;
        }
        StringBuilder grouped = new StringBuilder(digits.length() + 3);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(GROUP);
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    /** Per second: 312/s, 1.2 k/s, 3.4 M/s. */
    public static String rate(double perSecond) {
        if (perSecond <= 0 || !Double.isFinite(perSecond)) {
            return "0/s";
        }
        if (perSecond < 9.95) {
            return oneDecimal(perSecond) + "/s";
        }
        return shortened(Math.round(perSecond)) + "/s";
    }

    /** Powers of 1024, as memory and images are sized: 12 MB, 1.5 GB. */
    public static String bytes(long bytes) {
        double value = Math.max(0, bytes);
        int unit = 0;
        while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        boolean whole = unit == 0 || value >= 10 || value == Math.rint(value);
        return (whole ? Long.toString(Math.round(value)) : oneDecimal(value))
                + " "
                + BYTE_UNITS[unit];
    }

    /** 640 µs, 4.1 ms, 38 ms, 1.4 s, 3 min 12 s. */
    public static String duration(Duration duration) {
        double micros = duration.toNanos() / 1e3;
        if (micros < 999.5) {
            return Math.round(micros) + " µs";
        }
        if (micros < 9_950) {
            return oneDecimal(micros / 1e3) + " ms";
        }
        if (micros < 999_500) {
            return Math.round(micros / 1e3) + " ms";
        }
        if (micros < 59.95e6) {
            return oneDecimal(micros / 1e6) + " s";
        }
        long seconds = duration.toSeconds();
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** A moment of a run, from its begin: 0:07, 12:34, 1:02:03. */
    public static String clock(Duration since) {
        long seconds = Math.max(0, since.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60);
    }

    /** Whole percent of a share of one: 38 %. A little is not nothing: 0.4 %. */
    public static String percent(double share) {
        double percent = Double.isFinite(share) ? share * 100 : 0;
        if (percent > 0.05 && percent < 0.95) {
            return oneDecimal(percent) + " %";
        }
        return Math.round(percent) + " %";
    }

    /** How many times one is the other: 73 : 1, or a dash when there is nothing to compare. */
    public static String ratio(long many, long few) {
        if (few <= 0 || many <= 0) {
            return "–";
        }
        double times = (double) many / few;
        return (times < 9.95 ? oneDecimal(times) : count(Math.round(times))) + " : 1";
    }

    /** How many times as much: 1.2, 73. */
    public static String times(double times) {
        return times < 9.95 ? oneDecimal(times) : count(Math.round(times));
    }

    /** An address of a process: 0x6a41c2. */
    public static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static String shortened(long value) {
        if (value < 10_000) {
            return count(value);
        }
        if (value < 1_000_000) {
            return threeDigits(value / 1e3) + " k";
        }
        if (value < 1_000_000_000L) {
            return threeDigits(value / 1e6) + " M";
        }
        return threeDigits(value / 1e9) + " G";
    }

    private static String threeDigits(double value) {
        return value < 99.95 ? oneDecimal(value) : Long.toString(Math.round(value));
    }

    private static String oneDecimal(double value) {
        String written = String.format(Locale.ROOT, "%.1f", value);
        return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
    }
}
