// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The letters and the hue that stand for a system. */
final class SystemLetters {
    private static final int HUES = 12;

    /** Hues that people know these systems by, as numbers of the theme's twelve. */
    private static final Map<String, Integer> KNOWN =
            Map.ofEntries(
                    Map.entry("debian", 5),
                    Map.entry("alpine", 2),
                    Map.entry("ubuntu", 3),
                    Map.entry("fedora", 8),
                    Map.entry("arch", 0),
                    Map.entry("opensuse", 1),
                    Map.entry("suse", 1),
                    Map.entry("void", 9),
                    Map.entry("gentoo", 7),
                    Map.entry("rocky", 9),
                    Map.entry("nixos", 2),
                    Map.entry("dozen", 2));

    private SystemLetters() {}

    /** The first letters of the first two words; of numbers and signs nothing. */
    static String letters(String name) {
        List<String> words =
                List.of(name.split("[^\\p{L}]+", -1)).stream()
                        .filter(word -> !word.isEmpty())
                        .filter(word -> !word.equalsIgnoreCase("linux"))
                        .filter(word -> !word.equalsIgnoreCase("gnu"))
                        .toList();
        if (words.isEmpty()) {
            return "#";
        }
        String first = words.getFirst();
        return first.substring(0, 1).toUpperCase(Locale.ROOT)
                + (first.length() > 1 ? first.substring(1, 2).toLowerCase(Locale.ROOT) : "");
    }

    static int hue(String system) {
        String first = system.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)[0];
        Integer known = KNOWN.get(first);
        return known != null ? known : Math.floorMod(first.hashCode(), HUES);
    }
}
