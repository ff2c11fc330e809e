// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.settings;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Look;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.Preferences;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

import java.util.function.Consumer;

/** Theme, size, order of the rows, bars. Every change is seen at once and kept. */
public final class SettingsView {
    private final VBox root = new VBox();
    private final Button close = new Button(Text.of("settings.close"));

    public SettingsView(PreferenceStore store, Runnable onClose) {
        Preferences now = store.get();
        root.getStyleClass().addAll("card", "settings");
        root.setId("settings-page");
        Label title = new Label(Text.of("settings.title"));
        title.getStyleClass().add("card-title");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("settings-grid");
        grid.addRow(
                0,
                new Label(Text.of("settings.theme")),
                choice(
                        Text.of("settings.theme.dark"),
                        Text.of("settings.theme.light"),
                        now.dark(),
                        dark -> store.change(old -> old.withDark(dark))));
        grid.addRow(1, new Label(Text.of("settings.scale")), scale(store));
        grid.addRow(
                2,
                new Label(Text.of("settings.order")),
                choice(
                        Text.of("settings.order.rank"),
                        Text.of("settings.order.table"),
                        now.rankOrder(),
                        rank -> store.change(old -> old.withRankOrder(rank))));
        grid.addRow(
                3,
                new Label(Text.of("settings.bars")),
                choice(
                        Text.of("settings.bars.log"),
                        Text.of("settings.bars.linear"),
                        now.logBars(),
                        log -> store.change(old -> old.withLogBars(log))));
        close.setCancelButton(true);
        close.setOnAction(event -> onClose.run());
        root.getChildren().addAll(title, grid, close);
    }

    public Region node() {
        return root;
    }

    /** What gets the focus first. */
    public Node first() {
        return close;
    }

    private static HBox choice(String one, String other, boolean isOne, Consumer<Boolean> set) {
        ToggleGroup group = new ToggleGroup();
        ToggleButton left = new ToggleButton(one);
        ToggleButton right = new ToggleButton(other);
        left.getStyleClass().add("left-pill");
        right.getStyleClass().add("right-pill");
        left.setToggleGroup(group);
        right.setToggleGroup(group);
        group.selectToggle(isOne ? left : right);
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        group.selectToggle(before); // one of the two is always chosen
                    } else if (before != null) {
                        set.accept(left.isSelected());
                    }
                });
        HBox pills = new HBox(left, right);
        pills.getStyleClass().add("pills");
        return pills;
    }

    private static HBox scale(PreferenceStore store) {
        Slider slider = new Slider(Look.SMALLEST, Look.LARGEST, store.get().scale());
        slider.setBlockIncrement(0.125);
        slider.setMajorTickUnit(0.25);
        slider.setMinorTickCount(1);
        slider.setSnapToTicks(true);
        slider.setId("scale");
        Label value = new Label(Figures.percent(store.get().scale()));
        value.getStyleClass().add("number");
        slider.valueProperty()
                .subscribe((before, now) -> {
                    value.setText(Figures.percent(now.doubleValue()));
                    if (!slider.isValueChanging()) {
                        store.change(old -> old.withScale(now.doubleValue()));
                    }
                });
        slider.valueChangingProperty()
                .subscribe((before, changing) -> {
                    if (!changing) {
                        store.change(old -> old.withScale(slider.getValue()));
                    }
                });
        return new HBox(slider, value);
    }
}
