// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key that does something anywhere in the window.
 *
 * @param keys as people write them
 * @param words what it does
 * @param combination what is pressed
 * @param action what is done
 */
public record Shortcut(String keys, String words, KeyCombination combination, Runnable action) {
    /** A plain key. */
    public static Shortcut key(KeyCode code, String words, Runnable action) {
        KeyCombination combination = new KeyCodeCombination(code);
        return new Shortcut(combination.getDisplayText(), words, combination, action);
    }

    /** A key with Ctrl. */
    public static Shortcut ctrl(KeyCode code, String keys, String words, Runnable action) {
        return new Shortcut(
                keys, words, new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN), action);
    }

    /** A key with Ctrl and Shift: what a terminal leaves free. */
    public static Shortcut ctrlShift(KeyCode code, String keys, String words, Runnable action) {
        return new Shortcut(
                keys,
                words,
                new KeyCodeCombination(
                        code, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN),
                action);
    }

    boolean matches(KeyEvent event) {
        return combination.match(event);
    }
}
