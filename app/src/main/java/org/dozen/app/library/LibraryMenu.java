// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.dozen.app.text.Text;

/** What can be done with the selected image: as a menu, and as the keys of a list. */
final class LibraryMenu {
    private LibraryMenu() {}

    /**
     * A menu.
     *
     * @param beside where a form that asks for a name is shown
     */
    static ContextMenu of(LibraryCommands commands, Node beside) {
        MenuItem boot = item("library.boot", KeyCode.ENTER, commands::boot);
        MenuItem start = item("library.menu.start", commands::chooseStart);
        MenuItem inside = item("library.menu.inside", commands::lookInside);
        MenuItem copy =
                item(
                        "library.menu.copy",
                        new KeyCodeCombination(KeyCode.D, KeyCombination.CONTROL_DOWN),
                        () -> commands.duplicate(beside));
        MenuItem rename = item("library.menu.rename", KeyCode.F2, () -> commands.rename(beside));
        MenuItem reveal =
                item(
                        "library.menu.reveal",
                        new KeyCodeCombination(KeyCode.O, KeyCombination.CONTROL_DOWN),
                        commands::reveal);
        MenuItem remove = item("library.menu.remove", KeyCode.DELETE, commands::remove);
        ContextMenu menu =
                new ContextMenu(
                        boot,
                        start,
                        inside,
                        new SeparatorMenuItem(),
                        rename,
                        copy,
                        reveal,
                        new SeparatorMenuItem(),
                        remove);
        menu.setOnShowing(event -> {
            ImageEntry entry = commands.model().selected().get();
            boolean usable = entry != null && entry.usable();
            boot.setDisable(!usable);
            start.setDisable(!usable);
            inside.setDisable(!usable);
            copy.setDisable(!usable);
            reveal.setDisable(entry == null);
            rename.setDisable(!LibraryCommands.own(entry));
            remove.setDisable(!LibraryCommands.own(entry));
        });
        return menu;
    }

    /** Lets a list answer the same keys. */
    static void keys(Node list, LibraryCommands commands, Node beside) {
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (key(event, commands, beside)) {
                        event.consume();
                    }
                });
    }

    private static boolean key(KeyEvent event, LibraryCommands commands, Node beside) {
        if (event.isControlDown()) {
            switch (event.getCode()) {
                case D -> commands.duplicate(beside);
                case O -> commands.reveal();
                case Z -> commands.undo();
                default -> {
                    return false;
                }
            }
            return true;
        }
        switch (event.getCode()) {
            case ENTER -> commands.boot();
            case F2 -> commands.rename(beside);
            case DELETE -> commands.remove();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static MenuItem item(String key, KeyCode code, Runnable action) {
        return item(key, new KeyCodeCombination(code), action);
    }

    private static MenuItem item(String key, KeyCombination keys, Runnable action) {
        MenuItem item = item(key, action);
        item.setAccelerator(keys);
        return item;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Text.of(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
