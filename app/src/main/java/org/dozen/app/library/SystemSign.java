// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/**
 * A plain sign for the system in an image: one or two letters on a square whose hue belongs to the
 * system. No system's own logo.
 */
final class SystemSign extends Label {
    private static final String HUE = "hue-";
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
        setText(
                entry.usable()
                        ? SystemLetters.letters(system.isEmpty() ? entry.name() : system)
                        : "?");
        int now = entry.usable() && !system.isEmpty() ? SystemLetters.hue(system) : -1;
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
}
