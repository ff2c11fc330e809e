// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.compare.PhaseTally;
import org.dozen.engine.compare.PhaseTally.Phase;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;

import java.util.List;

/** Which of the twelve each phase of the run needed. */
final class PhasesPage extends VBox {
    private static final List<Phase> PHASES =
            List.of(Phase.BOOT, Phase.IDLE, Phase.CONSOLE, Phase.DISK, Phase.SHUTDOWN);

    private final CompareViewModel model;
    private final GridPane table = new GridPane();
    private final Label note = CompareView.wrapped("", "compare-note");

    PhasesPage(CompareViewModel model) {
        this.model = model;
        getStyleClass().add("compare-page");
        table.getStyleClass().add("phase-table");
        table.setId("phase-table");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        table.getColumnConstraints().add(names);
        for (int i = 0; i <= PHASES.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.LEFT);
            column.setPercentWidth(14);
            table.getColumnConstraints().add(column);
        }
        getChildren()
                .addAll(
                        CompareView.wrapped(Text.of("compare.phases.words"), "compare-words"),
                        table,
                        note);
    }

    void show() {
        table.getChildren().clear();
        model.phases().ifPresent(this::fill);
        note.setText(
                model.phases()
                        .map(tally ->
                                Text.of(
                                        "compare.phases.note",
                                        Figures.count(tally.stepNanos() / 1_000_000)))
                        .orElseGet(() -> Text.of("compare.phases.none")));
    }

    private void fill(PhaseTally tally) {
        int column = 1;
        for (Phase phase : PHASES) {
            table.add(heading(title(phase), needed(tally, phase)), column, 0);
            column++;
        }
        if (!CompareViewModel.networked()) {
            VBox network =
                    heading(
                            Text.of("compare.phase.network"),
                            Text.of("compare.phase.network.none"));
            network.setOpacity(0.75);
            table.add(network, column, 0);
        }
        for (HostCall call : TheTwelve.list()) {
            Label name = new Label(call.name());
            name.getStyleClass().add("phase-call");
            table.add(name, 0, call.row() + 1);
            for (int i = 0; i < PHASES.size(); i++) {
                long count = CompareViewModel.count(tally, PHASES.get(i), call);
                table.add(cell(call, count), i + 1, call.row() + 1);
            }
            if (!CompareViewModel.networked()) {
                table.add(cell(call, 0), PHASES.size() + 1, call.row() + 1);
            }
        }
    }

    private static String needed(PhaseTally tally, Phase phase) {
        int used = tally.used(phase).size();
        return used == 0
                ? Text.of("compare.phase.notYet")
                : Text.of("compare.phase.needed", used, TheTwelve.list().size());
    }

    private static VBox heading(String title, String words) {
        Label name = new Label(title);
        name.getStyleClass().add("witness-name");
        Label small = CompareView.wrapped(words, "compare-note");
        VBox both = new VBox(name, small);
        both.getStyleClass().add("phase-heading");
        return both;
    }

    private static HBox cell(HostCall call, long count) {
        Region swatch = new Region();
        swatch.getStyleClass().add("phase-swatch");
        Label number = new Label(count > 0 ? Figures.count(count) : "–");
        number.getStyleClass().add(count > 0 ? "audit-number" : "audit-none");
        if (count > 0) {
            swatch.setStyle("-fx-background-color: -dz-call-" + call.row() + ";");
        }
        HBox cell = new HBox(swatch, number);
        cell.setAlignment(Pos.CENTER_LEFT);
        cell.getStyleClass().add("phase-cell");
        return cell;
    }

    private static String title(Phase phase) {
        return switch (phase) {
            case BOOT -> Text.of("compare.phase.boot");
            case IDLE -> Text.of("compare.phase.idle");
            case CONSOLE -> Text.of("compare.phase.console");
            case DISK -> Text.of("compare.phase.disk");
            case SHUTDOWN -> Text.of("compare.phase.shutdown");
        };
    }
}
