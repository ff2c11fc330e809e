// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keys that the emulator gets wrong. It sends a zero byte for a key without a character, even for
 * Shift alone; and it leaves Ctrl with a letter to what the window system makes of it.
 */
final class TerminalKeys {
    private static final int FIRST_CONTROL = 1;

    private final Node canvas;
    private final Predicate<KeyCode> hasCode;
    private final Consumer<byte[]> send;
    private boolean swallowTyped;

    /**
     * Stands between the window and the emulator.
     *
     * @param canvas what has the focus while somebody types into the terminal
     * @param hasCode whether the emulator has a sequence for a key without a character
     * @param send sends bytes as typed
     */
    TerminalKeys(Node canvas, Predicate<KeyCode> hasCode, Consumer<byte[]> send) {
        this.canvas = canvas;
        this.hasCode = hasCode;
        this.send = send;
    }

    /** Listens at a parent of the canvas, which sees the keys first. */
    void listenAt(Node parent) {
        parent.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        parent.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    private void pressed(KeyEvent event) {
        swallowTyped = false;
        if (!canvas.equals(event.getTarget())) {
            return;
        }
        KeyCode code = event.getCode();
        if (isControlLetter(event)) {
            send.accept(new byte[] {(byte) (code.getCode() - KeyCode.A.getCode() + FIRST_CONTROL)});
            swallowTyped = true;
            event.consume();
        } else if (isSilent(event) && !hasCode.test(code)) {
            event.consume();
        }
    }

    private void typed(KeyEvent event) {
        if (swallowTyped && canvas.equals(event.getTarget())) {
            event.consume();
        }
    }

    private static boolean isControlLetter(KeyEvent event) {
        return event.isControlDown()
                && !event.isShiftDown()
                && !event.isAltDown()
                && !event.isMetaDown()
                && event.getCode().isLetterKey();
    }

    private static boolean isSilent(KeyEvent event) {
        KeyCode code = event.getCode();
        return event.getText().isEmpty()
                && !code.isLetterKey()
                && !code.isDigitKey()
                && !code.isWhitespaceKey();
    }
}
