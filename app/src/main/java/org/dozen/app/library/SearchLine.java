// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

import org.dozen.app.text.Text;

/** The line to search the library with; from it the keyboard goes to the list and to booting. */
final class SearchLine {
    private SearchLine() {}

    /**
     * A search line.
     *
     * @param list puts the focus on the list
     */
    static TextField of(String id, LibraryCommands commands, Runnable list) {
        TextField search = new TextField();
        search.setId(id);
        search.setPromptText(Text.of("library.search"));
        search.setAccessibleText(Text.of("library.search"));
        search.textProperty().bindBidirectional(commands.model().search());
        search.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    switch (event.getCode()) {
                        case DOWN -> list.run();
                        case ENTER -> commands.boot();
                        case ESCAPE -> search.clear();
                        default -> {
                            return;
                        }
                    }
                    event.consume();
                });
        return search;
    }
}
