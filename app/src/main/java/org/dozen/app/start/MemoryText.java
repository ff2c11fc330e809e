// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory as people write it: {@code 128}, {@code 128M}, {@code 1.5 GB}. */
final class MemoryText {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,7})(?:[.,](\\d))?\\s*([KMG]?)(?:I?B)?");

    private MemoryText() {}

    /** Mebibytes; empty if it is no size. */
    static OptionalLong megabytes(String written) {
        Matcher matcher = SIZE.matcher(written.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String tenth = matcher.group(2);
        long tenths =
                Long.parseLong(matcher.group(1)) * 10 + (tenth == null ? 0 : Long.parseLong(tenth));
        return OptionalLong.of(
                switch (matcher.group(3)) {
                    case "K" -> tenths / 10 / 1024;
                    case "G" -> tenths * 1024 / 10;
                    default -> tenths / 10;
                });
    }

    static String of(int megabytes) {
        return megabytes % 1024 == 0 ? megabytes / 1024 + " GB" : megabytes + " MB";
    }
}
