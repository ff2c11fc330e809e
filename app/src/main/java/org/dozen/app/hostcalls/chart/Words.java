// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How wide words are on a canvas. On the JavaFX thread. */
public final class Words {
    private static final Text RULER = new Text();

    private Words() {}

    /** Width in pixels. */
    public static double width(String said, Font font) {
        RULER.setFont(font);
        RULER.setText(said);
        return RULER.getLayoutBounds().getWidth();
    }
}
