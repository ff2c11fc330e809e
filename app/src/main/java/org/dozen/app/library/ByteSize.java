// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: 512M, 2 GB, 1.5g. */
final class ByteSize {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9})(?:[.,](\\d{1,3}))?\\s*([kKmMgGtT])i?[bB]?");
    private static final String UNITS = "kmgt";

    private ByteSize() {}

    /** Bytes of what is written; empty if it is no size. A unit must be there. */
    static OptionalLong parse(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int shift = 10 * (1 + UNITS.indexOf(Character.toLowerCase(matcher.group(3).charAt(0))));
        String part = matcher.group(2);
        double value =
                Double.parseDouble(matcher.group(1) + "." + (part == null ? "0" : part))
                        * (double) (1L << shift);
        return value < 1e15 ? OptionalLong.of(Math.round(value)) : OptionalLong.empty();
    }
}
