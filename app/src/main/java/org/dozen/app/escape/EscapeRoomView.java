// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

import org.dozen.app.fx.Cards;
import org.dozen.app.fx.Icon;

import java.util.Locale;
import java.util.Optional;

/** The menu of the escape room: each attempt with a sentence on what it tries. */
public final class EscapeRoomView {
    private static final double WORDS = 330;

    private final EscapeRoomModel model;
    private final Cards cards;
    private final MenuButton menu =
            new MenuButton(org.dozen.app.text.Text.of("escape.title"), Icon.DOOR.node());
    private final Text head = words("escape-head");

    public EscapeRoomView(EscapeRoomModel model, Cards cards) {
        this.model = model;
        this.cards = cards;
        menu.setId("escape-room");
        menu.getStyleClass().addAll("flat", "tool");
        menu.setTooltip(new Tooltip(org.dozen.app.text.Text.of("escape.tip")));
        CustomMenuItem top = new CustomMenuItem(head, false);
        top.setDisable(true);
        top.getStyleClass().add("menu-words");
        menu.getItems().addAll(top, new SeparatorMenuItem());
        for (EscapeAttempt attempt : EscapeAttempt.values()) {
            menu.getItems().add(item(attempt));
        }
        menu.setOnShowing(event -> refresh());
    }

    public MenuButton node() {
        return menu;
    }

    private void refresh() {
        Optional<String> obstacle = model.obstacle();
        head.setText(obstacle.orElseGet(() -> org.dozen.app.text.Text.of("escape.words")));
        menu.getItems().stream()
                .filter(item -> item.getId() != null)
                .forEach(item -> item.setDisable(obstacle.isPresent()));
    }

    private CustomMenuItem item(EscapeAttempt attempt) {
        Label command = new Label(attempt.command() + (attempt == EscapeAttempt.GATE ? " …" : ""));
        command.getStyleClass().add("escape-command");
        Text sentence = words("escape-sentence");
        sentence.setText(attempt.sentence());
        VBox both = new VBox(command, sentence);
        both.setAccessibleText(attempt.command() + ": " + attempt.sentence());
        CustomMenuItem item = new CustomMenuItem(both, true);
        item.setId("escape-" + attempt.name().toLowerCase(Locale.ROOT));
        item.setOnAction(event -> {
            if (attempt == EscapeAttempt.GATE) {
                askForNumber();
            } else {
                model.attempt(attempt);
            }
        });
        return item;
    }

    /** Asks which host call is to be tried. */
    public void askForNumber() {
        GateCard card = new GateCard(model, cards::close);
        cards.open(card, card.first(), () -> {});
    }

    private static Text words(String style) {
        Text text = new Text();
        text.getStyleClass().add(style);
        text.setWrappingWidth(WORDS);
        return text;
    }
}
