// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a size such as 128M, 65536K or 1G into bytes. */
final class MemorySize implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMG])(?:I?B)?");

    @Override
    public Long convert(String text) {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no size; write a number and K, M or G, for example 128M");
        }
        int shift =
                switch (matcher.group(2)) {
                    case "K" -> 10;
                    case "M" -> 20;
                    default -> 30;
                };
        // Twelve digits of gibibytes still fit.
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
