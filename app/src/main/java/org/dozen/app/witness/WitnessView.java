// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.witness;

import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Icon;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.Testimony;
import org.dozen.engine.witness.Witness;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The card of the four witnesses: what each says, two to be asked, two lists side by side. */
public final class WitnessView {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final WitnessViewModel model;
    private final VBox root = new VBox();
    private final Label headline = new Label();
    private final Map<Witness, Label> signs = new EnumMap<>(Witness.class);
    private final Map<Witness, Label> sentences = new EnumMap<>(Witness.class);
    private final Map<Witness, Label> times = new EnumMap<>(Witness.class);
    private final Button watch = new Button(Text.of("witness.watch"));
    private final Button audit = new Button(Text.of("witness.audit"));
    private final TextField command = new TextField(Text.of("witness.audit.usual"));
    private final Label trouble = new Label();
    private final VBox lists = new VBox();
    private final Button close = new Button("", Icon.CLOSE.node());
    private long shown = -1;

    public WitnessView(WitnessViewModel model, Runnable onClose) {
        this.model = model;
        root.getStyleClass().addAll("card", "witness-card");
        root.setId("witness-card");
        VBox content = new VBox(headline());
        content.getStyleClass().add("witness-content");
        for (Witness witness : Witness.values()) {
            content.getChildren().add(row(witness));
        }
        trouble.getStyleClass().add("trouble");
        trouble.setId("witness-trouble");
        trouble.setWrapText(true);
        lists.getStyleClass().add("audit-lists");
        lists.setId("audit-lists");
        content.getChildren().addAll(trouble, lists);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "card-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(head(onClose), scroll);
        frame();
    }

    public Region node() {
        return root;
    }

    /** What gets the focus first. */
    public Node first() {
        return watch.isDisabled() ? close : watch;
    }

    /** Shows what is new. Once per frame while the card is open. */
    public void frame() {
        model.frame();
        if (shown != model.version()) {
            shown = model.version();
            show();
        }
    }

    private HBox head(Runnable onClose) {
        Label title = new Label(Text.of("witness.title"));
        title.getStyleClass().add("card-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setId("witness-close");
        close.getStyleClass().addAll("flat", "button-icon");
        close.setAccessibleText(Text.of("shortcuts.close"));
        close.setOnAction(event -> onClose.run());
        HBox head = new HBox(title, space, close);
        head.getStyleClass().add("card-head");
        return head;
    }

    private Label headline() {
        headline.getStyleClass().add("witness-headline");
        headline.setId("witness-headline");
        headline.setWrapText(true);
        headline.setMaxWidth(Double.MAX_VALUE);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        return headline;
    }

    private HBox row(Witness witness) {
        Label sign = new Label();
        sign.getStyleClass().add("witness-sign");
        signs.put(witness, sign);
        Label name = new Label(title(witness));
        name.getStyleClass().add("witness-name");
        Label time = new Label();
        time.getStyleClass().add("witness-time");
        times.put(witness, time);
        HBox first = new HBox(name, time);
        first.getStyleClass().add("witness-first");
        Label what = wrapped(explanation(witness), "witness-what");
        Label sentence = wrapped("", "witness-sentence");
        sentence.setId("witness-" + witness.label().replace(' ', '-'));
        sentences.put(witness, sentence);
        VBox words = new VBox(first, what, sentence);
        words.getStyleClass().add("witness-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (witness == Witness.AUDIT) {
            words.getChildren().add(auditLine());
        }
        HBox row = new HBox(sign, words);
        if (witness == Witness.SAMPLE) {
            watch.setId("witness-watch");
            watch.setMinWidth(Region.USE_PREF_SIZE);
            watch.setOnAction(event -> model.sample());
            row.getChildren().add(watch);
        }
        row.getStyleClass().add("witness-row");
        return row;
    }

    private HBox auditLine() {
        command.setId("audit-command");
        command.setTooltip(new Tooltip(Text.of("witness.audit.command")));
        command.setAccessibleText(Text.of("witness.audit.command"));
        HBox.setHgrow(command, Priority.ALWAYS);
        audit.setId("witness-audit");
        audit.setMinWidth(Region.USE_PREF_SIZE);
        audit.setOnAction(event -> model.audit(command.getText()));
        command.setOnAction(event -> model.audit(command.getText()));
        Button forged = new Button(Text.of("witness.audit.forged"));
        forged.setId("audit-forged");
        forged.getStyleClass().addAll("flat", "quiet");
        forged.setMinWidth(Region.USE_PREF_SIZE);
        forged.setTooltip(new Tooltip(Text.of("witness.audit.forged.tip")));
        forged.setOnAction(event -> {
            command.setText(Text.of("witness.audit.forged.command"));
            model.audit(command.getText());
        });
        HBox line = new HBox(command, audit, forged);
        line.getStyleClass().add("audit-line");
        return line;
    }

    private void show() {
        headline.setText(model.headline());
        headline.pseudoClassStateChanged(BAD, model.contradicted());
        headline.pseudoClassStateChanged(
                GOOD,
                !model.contradicted()
                        && model.testimonies().stream()
                                .anyMatch(each -> each.verdict() == Testimony.Verdict.CONFIRMS));
        model.testimonies().forEach(this::show);
        watch.setDisable(!model.canSample());
        watch.setText(Text.of(model.sampling() ? "witness.watching" : "witness.watch"));
        audit.setDisable(model.auditing());
        audit.setText(Text.of(model.auditing() ? "witness.auditing" : "witness.audit"));
        trouble.setText(model.trouble());
        trouble.setVisible(!model.trouble().isEmpty());
        trouble.setManaged(trouble.isVisible());
        Optional<AuditReport> report = model.lists();
        lists.setVisible(report.isPresent());
        lists.setManaged(report.isPresent());
        report.ifPresent(now -> lists.getChildren().setAll(listsTitle(now), table(now)));
    }

    private void show(Testimony said) {
        Label sign = signs.get(said.witness());
        Label sentence = sentences.get(said.witness());
        Label time = times.get(said.witness());
        if (sign == null || sentence == null || time == null) {
            return;
        }
        boolean good = said.verdict() == Testimony.Verdict.CONFIRMS;
        boolean bad = said.verdict() == Testimony.Verdict.CONTRADICTS;
        sign.setText(good ? "✓" : bad ? "✗" : "–");
        sign.pseudoClassStateChanged(GOOD, good);
        sign.pseudoClassStateChanged(BAD, bad);
        sentence.setText(said.sentence());
        sentence.pseudoClassStateChanged(BAD, bad);
        time.setText(
                said.when().equals(Instant.EPOCH)
                        ? Text.of("witness.never")
                        : Text.of(
                                "witness.asked",
                                CLOCK.format(said.when().atZone(ZoneId.systemDefault()))));
    }

    private static VBox listsTitle(AuditReport report) {
        Label title = new Label(Text.of("witness.lists.title"));
        title.getStyleClass().add("witness-name");
        String words =
                report.difference()
                        .orElseGet(() ->
                                Text.of("witness.lists.same", Figures.count(report.compared())));
        Label sentence = wrapped(words, "witness-sentence");
        sentence.setId("audit-difference");
        sentence.pseudoClassStateChanged(BAD, report.difference().isPresent());
        return new VBox(title, sentence);
    }

    private static GridPane table(AuditReport report) {
        GridPane table = new GridPane();
        table.getStyleClass().add("audit-table");
        table.setId("audit-table");
        for (int i = 0; i < 4; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(i == 0 || i == 3 ? HPos.LEFT : HPos.RIGHT);
            column.setHgrow(i == 3 ? Priority.ALWAYS : Priority.SOMETIMES);
            table.getColumnConstraints().add(column);
        }
        table.addRow(
                0,
                cell(Text.of("witness.lists.call"), "audit-heading"),
                cell(Text.of("witness.lists.reported"), "audit-heading"),
                cell(Text.of("witness.lists.kernel"), "audit-heading"));
        int line = 1;
        for (AuditReport.Row row : report.rows()) {
            line(table, line++, row.call().name(), row.reported(), row.kernel(), report.over());
        }
        long reported = report.rows().stream().mapToLong(AuditReport.Row::reported).sum();
        line(
                table,
                line,
                Text.of("witness.lists.all"),
                reported,
                report.kernelTotal(),
                report.over());
        return table;
    }

    private static void line(
            GridPane table, int line, String name, long reported, long kernel, boolean over) {
        boolean differs = over && reported != kernel;
        String style = reported == 0 && kernel == 0 ? "audit-none" : "audit-number";
        Label call = cell(name, style);
        Label ours = cell(Figures.count(reported), style);
        Label theirs = cell(Figures.count(kernel), style);
        Label difference =
                cell(
                        differs
                                ? Text.of(
                                        reported > kernel
                                                ? "witness.lists.invented"
                                                : "witness.lists.hidden",
                                        Figures.count(Math.abs(reported - kernel)))
                                : "",
                        "audit-difference");
        for (Label each : new Label[] {call, ours, theirs, difference}) {
            each.pseudoClassStateChanged(BAD, differs);
        }
        table.addRow(line, call, ours, theirs, difference);
    }

    private static Label cell(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().add(style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label wrapped(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static String title(Witness witness) {
        return switch (witness) {
            case SEAL -> Text.of("witness.seal");
            case COUNTS -> Text.of("witness.counts");
            case SAMPLE -> Text.of("witness.sample");
            case AUDIT -> Text.of("witness.auditRun");
        };
    }

    private static String explanation(Witness witness) {
        return switch (witness) {
            case SEAL -> Text.of("witness.seal.what");
            case COUNTS -> Text.of("witness.counts.what");
            case SAMPLE -> Text.of("witness.sample.what");
            case AUDIT -> Text.of("witness.auditRun.what");
        };
    }
}
