// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plain sign for the system in an image: one or two letters on a square whose hue belongs to the
 * system. No system's own logo.
 */
final class SystemSign extends Label {
    private static final String HUE = "hue-";
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

    private String shown = "";
    private int hue = -1;

    SystemSign() {
        getStyleClass().add("system-sign");
    }

    void show(ImageEntry entry) {
        String system = entry.system();
        String key = system + "/" + entry.name() + "/" + entry.usable();
        if (key.equals(shown)) {
            return;
        }
        shown = key;
        setText(entry.usable() ? letters(system.isEmpty() ? entry.name() : system) : "?");
        int now = entry.usable() && !system.isEmpty() ? hue(system) : -1;
        if (now != hue) {
            setHue(hue, false);
            setHue(now, true);
            hue = now;
        }
    }

    private void setHue(int which, boolean on) {
        if (which >= 0) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(HUE + which), on);
        }
    }

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
