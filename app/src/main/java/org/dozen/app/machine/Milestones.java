// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The boot of a machine, milestone by milestone, and the command line it was started with. */
final class Milestones extends VBox {
    Milestones(List<BootStep> steps, LaunchTimes launch, List<String> commandLine) {
        getStyleClass().add("milestones");
        setId("milestones");
        Label title = new Label(Text.of("boot.title"));
        title.getStyleClass().add("form-title");
        getChildren().addAll(title, table(steps));
        if (launch.isPainted()) {
            Label click =
                    new Label(
                            Text.of(
                                    "boot.click",
                                    Figures.duration(launch.toSpawn()),
                                    Figures.duration(launch.toFirstByte()),
                                    Figures.duration(launch.toPrompt())));
            click.setId("launch-times");
            click.setWrapText(true);
            getChildren().add(click);
        }
        TextArea command = new TextArea(String.join(" ", commandLine));
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(3);
        command.getStyleClass().add("command-line");
        command.setAccessibleText(Text.of("boot.command"));
        getChildren().addAll(new Label(Text.of("boot.command")), command);
    }

    private static GridPane table(List<BootStep> steps) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("milestone-table");
        ColumnConstraints words = new ColumnConstraints();
        ColumnConstraints at = new ColumnConstraints();
        at.setHalignment(HPos.RIGHT);
        ColumnConstraints took = new ColumnConstraints();
        took.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().setAll(words, at, took);
        Duration whole = steps.getLast().at();
        for (int i = 0; i < steps.size(); i++) {
            BootStep step = steps.get(i);
            Region bar = new Region();
            bar.getStyleClass().add("milestone-bar");
            double wide = Math.max(0.1, 9 * share(step.took(), whole));
            bar.setStyle(
                    String.format(
                            Locale.ROOT,
                            "-fx-max-width: %.2fem; -fx-pref-width: %.2fem;",
                            wide,
                            wide));
            grid.addRow(
                    i,
                    new Label(step.words()),
                    number(Figures.duration(step.at())),
                    number(Text.of("boot.took", Figures.duration(step.took()))),
                    bar);
        }
        return grid;
    }

    private static double share(Duration part, Duration whole) {
        return whole.isZero() ? 0 : Math.clamp((double) part.toNanos() / whole.toNanos(), 0, 1);
    }

    private static Label number(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("number");
        return label;
    }
}
