// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import org.dozen.app.fx.Icon;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

/**
 * Says plainly when the numbers are not those of the whole run up to now: a chip each, which ends
 * that when it is pressed.
 */
final class PanelChips extends HBox {
    private final HostCallsViewModel model;
    private final Button since = chip("chip-since", "chip-mark");
    private final Button frozen = chip("chip-frozen", "chip-freeze");

    PanelChips(HostCallsViewModel model) {
        this.model = model;
        getStyleClass().add("chips");
        since.setOnAction(event -> model.countAll());
        frozen.setOnAction(event -> model.setFrozen(false));
        getChildren().addAll(since, frozen);
        refresh();
    }

    /** Adds a chip that is shown and hidden by somebody else. */
    void add(Node chip) {
        getChildren().addFirst(chip);
    }

    /** Shows what is so now. Once per frame. */
    void refresh() {
        show(
                since,
                model.countedFrom()
                        .map(at -> Text.of("calls.chip.since", Figures.clock(at)))
                        .orElse(""));
        show(
                frozen,
                model.frozenAt()
                        .map(at -> Text.of("calls.chip.frozen", Figures.clock(at)))
                        .orElse(""));
        boolean any = getChildren().stream().anyMatch(Node::isVisible);
        setVisible(any);
        setManaged(any);
    }

    private static void show(Button chip, String words) {
        if (!words.equals(chip.getText())) {
            chip.setText(words);
        }
        chip.setVisible(!words.isEmpty());
        chip.setManaged(!words.isEmpty());
    }

    private static Button chip(String id, String style) {
        Button chip = new Button("", Icon.CLOSE.node());
        chip.setId(id);
        chip.getStyleClass().addAll("chip", style);
        return chip;
    }
}
