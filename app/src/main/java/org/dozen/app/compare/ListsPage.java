// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.dozen.engine.compare.PublishedList;
import org.dozen.engine.hostcall.TheTwelve;

import java.util.List;

/** The lists that others publish, beside ours: how many, and what they allow that we do not. */
final class ListsPage extends VBox {
    private static final double LONGEST = 260;

    private final Look look;
    private final int most;

    ListsPage(Look look) {
        this.look = look;
        List<PublishedList> lists = PublishedList.all();
        most = lists.stream().mapToInt(PublishedList::count).max().orElse(1);
        getStyleClass().add("compare-page");
        setId("published-lists");
        getChildren().add(CompareView.wrapped(Text.of("compare.lists.words"), "compare-words"));
        getChildren()
                .add(
                        row(
                                Text.of("compare.lists.ours"),
                                TheTwelve.list().size(),
                                "run-left",
                                CompareView.wrapped(
                                        Text.of("compare.lists.ours.words"), "compare-note")));
        lists.forEach(list -> getChildren().add(row(list)));
    }

    private HBox row(PublishedList list) {
        VBox words = new VBox();
        words.getStyleClass().add("witness-words");
        List<String> beyond = list.beyondTheTwelve();
        if (list.calls().isEmpty()) {
            words.getChildren()
                    .add(CompareView.wrapped(Text.of("compare.lists.numberOnly"), "compare-note"));
        } else if (beyond.isEmpty()) {
            words.getChildren()
                    .add(CompareView.wrapped(Text.of("compare.lists.nothing"), "compare-note"));
        } else {
            FlowPane chips = new FlowPane();
            chips.getStyleClass().add("call-chips");
            beyond.forEach(call -> chips.getChildren().add(chip(call)));
            words.getChildren()
                    .addAll(
                            CompareView.wrapped(
                                    Text.of("compare.lists.beyond", beyond.size()), "compare-note"),
                            chips);
        }
        words.getChildren()
                .add(
                        CompareView.wrapped(
                                Text.of("compare.lists.source", list.source()), "compare-source"));
        return row(list.name(), list.count(), "run-right", words);
    }

    private HBox row(String name, int count, String style, Region words) {
        Label title = CompareView.wrapped(name, "witness-name");
        Label number = new Label(Integer.toString(count));
        number.getStyleClass().add("list-count");
        Region bar = new Region();
        bar.getStyleClass().addAll("run-bar", style);
        double wide = look.sized(LONGEST * count / most);
        bar.setMinWidth(wide);
        bar.setMaxWidth(wide);
        StackPane place = new StackPane(bar);
        place.getStyleClass().add("list-bar");
        HBox numbered = new HBox(number, place);
        numbered.getStyleClass().add("list-numbered");
        VBox left = new VBox(title, numbered);
        left.setMinWidth(look.sized(LONGEST + 60));
        left.setMaxWidth(look.sized(LONGEST + 60));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox row = new HBox(left, words);
        row.getStyleClass().add("list-row");
        return row;
    }

    private static Label chip(String call) {
        Label chip = new Label(call);
        chip.getStyleClass().add("call-chip");
        return chip;
    }
}
