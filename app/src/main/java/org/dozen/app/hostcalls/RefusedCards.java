// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

import org.dozen.app.fx.Look;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.hostcall.RefusedCall;

import java.util.List;

/**
 * A card per kind of refused call: what was tried, by whom, from where and what it would have
 * meant.
 */
final class RefusedCards extends ScrollPane {
    private static final int MOST = 30;
    private static final double TALL = 190;

    private final VBox cards = new VBox();
    private final Look look;
    private List<RefusedCall> shown = List.of();

    RefusedCards(Look look) {
        this.look = look;
        setContent(cards);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("refused-cards", "edge-to-edge");
        setId("refused-cards");
        cards.getStyleClass().add("refused-list");
        setVisible(false);
        setManaged(false);
    }

    void show(List<RefusedCall> refused) {
        if (refused.equals(shown)) {
            return;
        }
        shown = refused;
        cards.getChildren().setAll(refused.stream().limit(MOST).map(RefusedCards::card).toList());
        if (refused.size() > MOST) {
            TextFlow more =
                    new TextFlow(
                            words(
                                    Text.of(
                                            "calls.refused.more",
                                            Figures.count(refused.size() - MOST)),
                                    ""));
            more.getStyleClass().add("refused-more");
            cards.getChildren().add(more);
        }
        setVisible(!refused.isEmpty());
        setManaged(!refused.isEmpty());
        setVvalue(0);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double across = (width > 0 ? width : getWidth()) - snappedLeftInset() - snappedRightInset();
        if (across <= 0) {
            return 0;
        }
        double wanted = cards.prefHeight(across) + snappedTopInset() + snappedBottomInset() + 2;
        return Math.min(look.sized(TALL), wanted);
    }

    private static TextFlow card(RefusedCall call) {
        String tried = RefusedWords.tried(call);
        TextFlow card =
                new TextFlow(
                        words(Text.of("calls.refused.title", tried), "refused-title"),
                        words(
                                " " + RefusedWords.origin(call) + " " + call.meaning() + " ",
                                "refused-words"),
                        words(Text.of("calls.refused.never"), "refused-words"));
        if (call.count() > 1) {
            card.getChildren()
                    .add(
                            words(
                                    " "
                                            + Text.of(
                                                    "calls.refused.times",
                                                    Figures.count(call.count())),
                                    "refused-title"));
        }
        card.getStyleClass().add("refused-card");
        card.setAccessibleText(
                Text.of("calls.refused.title", tried)
                        + " "
                        + RefusedWords.origin(call)
                        + " "
                        + call.meaning());
        return card;
    }

    private static javafx.scene.text.Text words(String said, String style) {
        javafx.scene.text.Text text = new javafx.scene.text.Text(said);
        text.getStyleClass().add(style.isEmpty() ? "refused-words" : style);
        return text;
    }
}
