// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The pages of the panel, the switch that chooses one of them, and the tools of that one. */
final class PanelPages {
    private final ToggleGroup group = new ToggleGroup();
    private final HBox pills = new HBox();
    private final StackPane tools = new StackPane();
    private final StackPane stack = new StackPane();
    private final List<Region> pages = new ArrayList<>();
    private final HBox bar = new HBox(pills, tools);
    private IntConsumer onChange = page -> {};

    PanelPages() {
        pills.getStyleClass().addAll("pills", "page-switch");
        pills.setMinWidth(Region.USE_PREF_SIZE);
        bar.getStyleClass().add("page-bar");
        bar.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(tools, Priority.ALWAYS);
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        group.selectToggle(before); // one page is always shown
                    } else {
                        show(group.getToggles().indexOf(now));
                    }
                });
    }

    /**
     * Adds a page; the first one is shown.
     *
     * @param id of its button
     * @param itsTools what stands beside the switch while it is shown
     */
    void add(String id, String title, Region page, Node... itsTools) {
        ToggleButton button = new ToggleButton(title);
        button.setId(id);
        button.setToggleGroup(group);
        button.setFocusTraversable(true);
        pills.getChildren().add(button);
        HBox row = new HBox(itsTools);
        row.getStyleClass().add("page-tools");
        pages.add(page);
        stack.getChildren().add(page);
        tools.getChildren().add(row);
        for (int i = 0; i < pages.size(); i++) {
            pills.getChildren()
                    .get(i)
                    .getStyleClass()
                    .removeAll("left-pill", "center-pill", "right-pill");
            pills.getChildren().get(i).getStyleClass().add(pill(i));
        }
        if (pages.size() == 1) {
            group.selectToggle(button);
        } else {
            show(chosen());
        }
    }

    private String pill(int i) {
        return i == 0 ? "left-pill" : i == pages.size() - 1 ? "right-pill" : "center-pill";
    }

    /** Is told the number of every page that is chosen. */
    void onChange(IntConsumer listener) {
        onChange = listener;
        listener.accept(chosen());
    }

    void choose(int page) {
        group.selectToggle(group.getToggles().get(page));
    }

    int chosen() {
        return group.getToggles().indexOf(group.getSelectedToggle());
    }

    /** The switch and the tools. */
    HBox bar() {
        return bar;
    }

    /** The page that is shown. */
    StackPane stack() {
        return stack;
    }

    private void show(int chosen) {
        for (int i = 0; i < pages.size(); i++) {
            for (Node node : List.of(pages.get(i), tools.getChildren().get(i))) {
                node.setVisible(i == chosen);
                node.setManaged(i == chosen);
            }
        }
        onChange.accept(chosen);
    }
}
