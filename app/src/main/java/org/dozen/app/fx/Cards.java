// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Shows cards over the window, one at a time. On the JavaFX thread. */
public interface Cards {
    /**
     * Shows a card; Escape closes it.
     *
     * @param focus what gets the keyboard first
     * @param closed is run once when the card is gone, however that comes
     */
    void open(Region card, Node focus, Runnable closed);

    /** Closes the card that is shown, if one is. */
    void close();
}
