// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Icon;
import org.dozen.app.text.Text;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What can be done with the numbers: count from now on, hold them still, choose a figure, copy,
 * save.
 */
final class PanelTools extends HBox {
    private final HostCallsViewModel model;
    private final Button mark = Buttons.icon("calls-since", Icon.FLAG, Text.of("calls.tool.since"));
    private final Button freeze =
            Buttons.icon("calls-freeze", Icon.PAUSE, Text.of("calls.tool.freeze"));
    private final MenuButton more = new MenuButton("", Icon.MORE.node());
    private final Map<CallFigure, RadioMenuItem> figures = new EnumMap<>(CallFigure.class);

    PanelTools(HostCallsViewModel model) {
        this.model = model;
        getStyleClass().add("panel-tools");
        setMinWidth(USE_PREF_SIZE);
        mark.setOnAction(event -> model.countFromNow());
        freeze.setOnAction(event -> model.setFrozen(!model.frozen()));
        more.setId("calls-more");
        more.getStyleClass().addAll("flat", "button-icon", "no-arrow");
        more.setTooltip(new Tooltip(Text.of("calls.tool.more")));
        more.setAccessibleText(Text.of("calls.tool.more"));
        ToggleGroup group = new ToggleGroup();
        for (CallFigure figure : CallFigure.values()) {
            RadioMenuItem item = new RadioMenuItem(figure.words());
            item.setId(figure.id());
            item.setToggleGroup(group);
            item.setOnAction(event -> model.setFigure(figure));
            figures.put(figure, item);
            more.getItems().add(item);
        }
        more.setOnShowing(
                event -> figures.forEach((figure, item) -> item.setSelected(isFirst(figure))));
        getChildren().addAll(mark, freeze, more);
    }

    private boolean isFirst(CallFigure figure) {
        return model.figure() == figure;
    }

    /** Adds entries to the menu, set apart from what is there. */
    void add(List<? extends MenuItem> items) {
        more.getItems().add(new SeparatorMenuItem());
        more.getItems().addAll(items);
    }
}
