// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/**
 * One card over the dimmed window at a time: a question or a page. Escape closes it, focus returns
 * to where it was.
 */
final class Overlay extends StackPane {
    private @Nullable Node before;
    private Runnable onEscape = () -> {};
    private Runnable onClosed = () -> {};

    Overlay() {
        getStyleClass().add("overlay");
        setAlignment(Pos.CENTER);
        setVisible(false);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        event.consume();
                        onEscape.run();
                    }
                });
    }

    boolean isOpen() {
        return isVisible();
    }

    /**
     * Shows a card.
     *
     * @param focus what gets the keyboard's focus
     * @param escape what Escape does
     */
    void open(Region card, Node focus, Runnable escape) {
        if (!isVisible() && getScene() != null) {
            before = getScene().getFocusOwner();
        }
        tellClosed();
        onEscape = escape;
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().setAll(card);
        setVisible(true);
        focus.requestFocus();
    }

    void close() {
        setVisible(false);
        getChildren().clear();
        onEscape = () -> {};
        tellClosed();
        if (before != null) {
            before.requestFocus();
            before = null;
        }
    }

    /** Is run once, when the card that is shown has gone. */
    void onClosed(Runnable listener) {
        onClosed = listener;
    }

    private void tellClosed() {
        Runnable told = onClosed;
        onClosed = () -> {};
        told.run();
    }
}
