// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;

import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;

import java.util.ArrayList;
import java.util.List;

/** Writes the parts of a filter into its field, for who doesn't know their words. */
final class FilterMenu extends MenuButton {
    private final TextField field;

    /** A value that can be chosen, and how it is called. */
    private record Choice(String value, String words) {}

    FilterMenu(TextField field) {
        super(Text.of("log.filter.menu"));
        this.field = field;
        setId("log-filter-menu");
        getStyleClass().addAll("flat", "quiet");
        setMinWidth(USE_PREF_SIZE);
        List<Choice> calls = new ArrayList<>();
        for (HostCall call : TheTwelve.list()) {
            calls.add(new Choice(call.name(), call.name()));
        }
        MenuItem clear = new MenuItem(Text.of("log.filter.clear"));
        clear.setOnAction(event -> field.clear());
        getItems()
                .setAll(
                        part(Text.of("log.filter.call"), "call=", calls),
                        part(
                                Text.of("log.filter.descriptor"),
                                "fd=",
                                List.of(
                                        new Choice("0", Text.of("log.filter.consoleIn")),
                                        new Choice("1", Text.of("log.filter.consoleOut")),
                                        new Choice("disk0", "disk0"),
                                        new Choice("disk1", "disk1"))),
                        part(
                                Text.of("log.filter.result"),
                                "result=",
                                List.of(
                                        new Choice("success", Text.of("log.filter.success")),
                                        new Choice("error", Text.of("log.filter.error")))),
                        part(
                                Text.of("log.filter.time"),
                                "time>",
                                List.of(
                                        new Choice("10us", "10 µs"),
                                        new Choice("100us", "100 µs"),
                                        new Choice("1ms", "1 ms"),
                                        new Choice("10ms", "10 ms"))),
                        clear);
    }

    private Menu part(String title, String key, List<Choice> choices) {
        Menu menu = new Menu(title);
        ToggleGroup group = new ToggleGroup();
        List<Choice> all = new ArrayList<>(choices);
        all.addFirst(new Choice("", Text.of("log.filter.any")));
        for (Choice choice : all) {
            RadioMenuItem item = new RadioMenuItem(choice.words());
            item.setToggleGroup(group);
            item.setUserData(choice.value());
            item.setOnAction(
                    event -> field.setText(FilterWords.with(field.getText(), key, choice.value())));
            menu.getItems().add(item);
        }
        setOnShowing(menu, key, group);
        return menu;
    }

    /** What the field says is what the menu shows. */
    private void setOnShowing(Menu menu, String key, ToggleGroup group) {
        showingProperty()
                .subscribe((before, now) -> {
                    String value = FilterWords.value(field.getText(), key);
                    group.selectToggle(null);
                    menu.getItems().stream()
                            .filter(item -> value.equals(item.getUserData()))
                            .findFirst()
                            .ifPresent(item -> group.selectToggle((RadioMenuItem) item));
                });
    }
}
