// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.dozen.app.fx.Icon;
import org.dozen.app.text.Text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The row of tabs in the bar. */
final class TabStrip extends HBox {
    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

    private final Tabs tabs;
    private final Map<Tab, HBox> boxes = new HashMap<>();
    private final HBox home;

    TabStrip(Tabs tabs) {
        this.tabs = tabs;
        this.home = home();
        getStyleClass().add("tab-strip");
        setId("tabs");
        tabs.list().subscribe(this::show);
        tabs.shown()
                .subscribe(shown -> {
                    home.pseudoClassStateChanged(SHOWN, shown == null);
                    boxes.forEach((tab, box) -> box.pseudoClassStateChanged(SHOWN, tab == shown));
                });
    }

    private void show(List<Tab> open) {
        boxes.keySet().retainAll(open);
        getChildren().setAll(home);
        getChildren()
                .addAll(open.stream().map(tab -> boxes.computeIfAbsent(tab, this::box)).toList());
    }

    /** The library, before all machines. */
    private HBox home() {
        HBox box = new HBox(Icon.GRID.node(), new Label(Text.of("tabs.home")));
        box.getStyleClass().addAll("tab-box", "tab-home");
        box.setId("tab-home");
        box.setFocusTraversable(true);
        box.setAccessibleRole(AccessibleRole.TAB_ITEM);
        box.setAccessibleText(Text.of("tabs.home"));
        box.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> tabs.showNone());
        box.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                        tabs.showNone();
                        event.consume();
                    }
                });
        return box;
    }

    private HBox box(Tab tab) {
        Region dot = new Region();
        dot.getStyleClass().add("state-dot");
        tab.dot()
                .subscribe(now -> {
                    for (Tab.Dot one : Tab.Dot.values()) {
                        dot.pseudoClassStateChanged(
                                PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)),
                                one == now);
                    }
                });
        Label title = new Label(tab.title());
        Button close = new Button("", Icon.CLOSE.node());
        close.getStyleClass().addAll("flat", "tab-close");
        close.setFocusTraversable(false);
        close.setAccessibleText(Text.of("tabs.close", tab.title()));
        close.setOnAction(event -> tab.requestClose());
        HBox box = new HBox(dot, title, close);
        box.getStyleClass().add("tab-box");
        box.setId("tab-" + tab.title());
        box.setFocusTraversable(true);
        box.setAccessibleRole(AccessibleRole.TAB_ITEM);
        box.setAccessibleText(tab.title());
        box.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> press(tab, event));
        box.addEventHandler(KeyEvent.KEY_PRESSED, event -> key(tab, event));
        return box;
    }

    private void press(Tab tab, MouseEvent event) {
        if (event.getButton() == MouseButton.MIDDLE) {
            tab.requestClose();
        } else {
            tabs.show(tab);
        }
    }

    private void key(Tab tab, KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            tabs.show(tab);
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            tab.requestClose();
            event.consume();
        }
    }
}
