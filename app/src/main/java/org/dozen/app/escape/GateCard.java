// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.escape;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

import java.util.Optional;

/** Asks for the number or name of a host call, and says at once what it is. */
final class GateCard extends VBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final TextField field = new TextField();
    private final Label sentence = new Label();
    private final Button go = new Button(Text.of("escape.gate.try"));

    GateCard(EscapeRoomModel model, Runnable close) {
        getStyleClass().addAll("card", "question");
        setId("gate-card");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label(Text.of("escape.gate.title"));
        title.getStyleClass().add("card-title");
        Label what = new Label(Text.of("escape.gate.words"));
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        field.setPromptText(Text.of("escape.gate.prompt"));
        field.setId("gate-number");
        sentence.setWrapText(true);
        sentence.setId("gate-sentence");
        sentence.getStyleClass().add("gate-sentence");
        go.setId("gate-try");
        go.getStyleClass().add("accent");
        go.setDefaultButton(true);
        go.setOnAction(event -> {
            Optional<String> refused = model.attempt(GateNumber.of(field.getText()));
            if (refused.isPresent()) {
                say(refused.get(), true);
            } else {
                close.run();
            }
        });
        Button no = new Button(Text.of("question.cancel"));
        no.setCancelButton(true);
        no.setOnAction(event -> close.run());
        HBox answers = new HBox(no, go);
        answers.getStyleClass().add("answers");
        getChildren().addAll(title, what, field, sentence, answers);
        field.textProperty().subscribe(this::look);
    }

    Node first() {
        return field;
    }

    private void look(String written) {
        GateNumber number = GateNumber.of(written);
        go.setDisable(!number.usable());
        say(number.sentence(), !number.usable() && !written.isBlank());
    }

    private void say(String words, boolean bad) {
        sentence.setText(words);
        sentence.pseudoClassStateChanged(BAD, bad);
    }
}
