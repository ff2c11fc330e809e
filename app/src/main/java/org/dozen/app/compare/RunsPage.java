// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.dozen.app.compare.CompareViewModel.With;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.compare.Comparison;
import org.dozen.engine.compare.RunTally;
import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Two runs side by side: a bar to the left, a bar to the right, the call between them. */
final class RunsPage extends VBox {
    private static final double LONGEST = 230;
    private static final Set<String> OURS =
            TheTwelve.list().stream().map(HostCall::name).collect(Collectors.toSet());

    private final CompareViewModel model;
    private final Look look;
    private final ComboBox<With> with = new ComboBox<>();
    private final TextField command = new TextField(Text.of("compare.command.usual"));
    private final Button go = new Button(Text.of("compare.go"));
    private final Button uml = new Button(Text.of("compare.uml.pick"));
    private final Label explanation = CompareView.wrapped("", "compare-words");
    private final Label trouble = CompareView.wrapped("", "trouble");
    private final VBox result = new VBox();

    RunsPage(CompareViewModel model, Look look, Supplier<Optional<Path>> program) {
        this.model = model;
        this.look = look;
        getStyleClass().add("compare-page");
        with.setId("compare-with");
        with.setConverter(new Words());
        with.setMaxWidth(Double.MAX_VALUE);
        with.valueProperty().subscribe(this::chosen);
        command.setId("compare-command");
        command.setAccessibleText(Text.of("compare.command"));
        command.setOnAction(event -> compare());
        HBox.setHgrow(command, Priority.ALWAYS);
        go.setId("compare-go");
        go.getStyleClass().add("accent");
        go.setMinWidth(USE_PREF_SIZE);
        go.setOnAction(event -> compare());
        uml.setId("compare-uml");
        uml.setMinWidth(USE_PREF_SIZE);
        uml.setOnAction(event -> program.get().ifPresent(model::setUml));
        HBox line = new HBox(with, command, uml, go);
        line.getStyleClass().add("audit-line");
        trouble.setId("compare-trouble");
        result.getStyleClass().add("compare-result");
        result.setId("compare-result");
        getChildren().addAll(line, explanation, trouble, result);
        refreshChoices();
    }

    /** Takes up machines that have come or gone. */
    void refreshChoices() {
        List<With> now = model.choices();
        if (!now.equals(with.getItems())) {
            With before = with.getValue();
            with.getItems().setAll(now);
            with.setValue(before != null && now.contains(before) ? before : new With.Host());
        }
    }

    private void compare() {
        With chosen = with.getValue();
        if (chosen != null) {
            model.compare(chosen, command.getText());
        }
    }

    private void chosen(@Nullable With now) {
        boolean runs = !(now instanceof With.Machine);
        command.setVisible(runs);
        command.setManaged(runs);
        uml.setVisible(now instanceof With.Uml);
        uml.setManaged(uml.isVisible());
        explanation.setText(
                switch (now) {
                    case With.Machine _ -> Text.of("compare.with.machine.words");
                    case With.Uml _ ->
                            model.uml()
                                    .map(program -> Text.of("compare.with.uml.words", program))
                                    .orElseGet(() -> Text.of("compare.uml.absent"));
                    case null, default -> Text.of("compare.with.host.words");
                });
    }

    void show() {
        chosen(with.getValue());
        go.setDisable(model.busy());
        go.setText(Text.of(model.busy() ? "compare.busy" : "compare.go"));
        trouble.setText(model.trouble());
        trouble.setVisible(!model.trouble().isEmpty());
        trouble.setManaged(trouble.isVisible());
        model.comparison()
                .ifPresent(both ->
                        result.getChildren()
                                .setAll(
                                        verdict(both),
                                        table(both),
                                        CompareView.wrapped(
                                                Text.of("compare.foreign"), "compare-note")));
    }

    private static Label verdict(Comparison both) {
        Label verdict = CompareView.wrapped(CompareViewModel.verdict(both), "compare-verdict");
        verdict.setId("compare-verdict");
        verdict.setMaxWidth(Double.MAX_VALUE);
        return verdict;
    }

    private GridPane table(Comparison both) {
        GridPane table = new GridPane();
        table.getStyleClass().add("runs-table");
        table.setId("runs-table");
        HPos[] sides = {HPos.RIGHT, HPos.RIGHT, HPos.CENTER, HPos.LEFT, HPos.LEFT};
        for (HPos side : sides) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(side);
            table.getColumnConstraints().add(column);
        }
        table.getColumnConstraints().get(0).setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().get(4).setHgrow(Priority.ALWAYS);
        table.add(heading(both.left(), Pos.CENTER_RIGHT), 0, 0, 2, 1);
        table.add(heading(both.right(), Pos.CENTER_LEFT), 3, 0, 2, 1);
        long most =
                both.rows().stream()
                        .mapToLong(row -> Math.max(row.left(), row.right()))
                        .max()
                        .orElse(1);
        int line = 1;
        for (Comparison.Row row : both.rows()) {
            Label name = new Label(row.call());
            name.getStyleClass().add(OURS.contains(row.call()) ? "run-call" : "run-call-foreign");
            name.setMinWidth(USE_PREF_SIZE);
            table.addRow(
                    line++,
                    bar(row.left(), most, "run-left", Pos.CENTER_RIGHT),
                    number(row.left()),
                    name,
                    number(row.right()),
                    bar(row.right(), most, "run-right", Pos.CENTER_LEFT));
        }
        return table;
    }

    private static VBox heading(RunTally run, Pos side) {
        Label name = new Label(run.name());
        name.getStyleClass().add("witness-name");
        Label counts =
                new Label(Text.of("compare.counts", Figures.count(run.total()), run.distinct()));
        counts.getStyleClass().add("run-counts");
        VBox heading = new VBox(name, counts);
        heading.setAlignment(side);
        return heading;
    }

    private HBox bar(long count, long most, String style, Pos side) {
        Region bar = new Region();
        bar.getStyleClass().addAll("run-bar", style);
        double wide =
                count <= 0
                        ? 0
                        : Math.max(
                                2,
                                LONGEST * Math.log1p((double) count) / Math.log1p((double) most));
        bar.setMinWidth(look.sized(wide));
        bar.setMaxWidth(look.sized(wide));
        HBox box = new HBox(bar);
        box.setAlignment(side);
        box.setMinWidth(look.sized(LONGEST));
        return box;
    }

    private static Label number(long count) {
        Label label = new Label(count > 0 ? Figures.count(count) : "–");
        label.getStyleClass().add(count > 0 ? "audit-number" : "audit-none");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static final class Words extends StringConverter<With> {
        @Override
        public String toString(@Nullable With with) {
            return with == null ? "" : with.words();
        }

        @Override
        public With fromString(String words) {
            return new With.Host(); // nobody writes there
        }
    }
}
