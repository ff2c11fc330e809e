// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.RefusedCall;

import java.util.ArrayList;
import java.util.List;

/** The panel's numbers as text for a mail or a report: columns that line up, as on screen. */
final class PanelText {
    private static final String GAP = "  ";

    private PanelText() {}

    /** All of it: the totals, the twelve in the order on screen, what was refused. */
    static String of(String machine, HostCallsViewModel model) {
        List<String> lines = new ArrayList<>();
        PanelState state = model.state();
        lines.add(machine + ": " + state.badge());
        lines.add(
                Text.of("calls.text.totals", state.guestCalls(), state.hostCalls(), state.ratio()));
        model.countedFrom()
                .ifPresent(at -> lines.add(Text.of("calls.chip.since", Figures.clock(at))));
        model.frozenAt()
                .ifPresent(at -> lines.add(Text.of("calls.chip.frozen", Figures.clock(at))));
        lines.add("");
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("", "", Text.of("calls.figure.count")));
        for (CallFigure figure : CallFigure.values()) {
            head.add(figure.heading());
        }
        table.add(head);
        for (CallRow row : model.ranked()) {
            List<String> cells =
                    new ArrayList<>(
                            List.of(
                                    Integer.toString(row.rank() + 1),
                                    row.call().name(),
                                    row.used()
                                            ? row.countText()
                                            : row.ever() ? "0" : Text.of("calls.row.never")));
            for (CallFigure figure : CallFigure.values()) {
                cells.add(row.ever() ? figure.text(row) : "");
            }
            table.add(cells);
        }
        lines.addAll(aligned(table));
        for (RefusedCall call : model.refused()) {
            lines.add("");
            lines.add(
                    Figures.count(call.count())
                            + " × "
                            + Text.of("calls.refused.title", RefusedWords.tried(call))
                            + " "
                            + RefusedWords.origin(call)
                            + " "
                            + call.meaning());
        }
        if (!state.notice().isEmpty()) {
            lines.add("");
            lines.add(state.notice());
        }
        return String.join("\n", lines).replace('\u00a0', ' ') + "\n";
    }

    /** The name column to the left, all others to the right. */
    private static List<String> aligned(List<List<String>> table) {
        int[] widths = new int[table.getFirst().size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String pad = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : GAP).append(i == 1 ? cell + pad : pad + cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
