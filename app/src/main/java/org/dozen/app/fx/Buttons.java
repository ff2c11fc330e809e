// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** The kinds of small buttons that stand in more than one place. On the JavaFX thread. */
public final class Buttons {
    private Buttons() {}

    /**
     * A picture only; its words are in the tooltip and for screen readers.
     *
     * @param id for style sheets and tests
     */
    public static Button icon(String id, Icon icon, String words) {
        Button button = new Button("", icon.node());
        button.setId(id);
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        return button;
    }

    /**
     * Words only, in a row of such.
     *
     * @param id for style sheets and tests
     */
    public static Button words(String id, String words) {
        Button button = new Button(words);
        button.setId(id);
        button.getStyleClass().addAll("flat", "quiet", "switch");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
