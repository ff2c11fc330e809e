// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

/** A question with two answers; the one that changes nothing has the focus. */
final class Question extends VBox {
    private final Button no = new Button(Text.of("question.cancel"));

    Question(String title, String words, String yesWords, Runnable onYes, Runnable onNo) {
        getStyleClass().addAll("card", "question");
        setId("question");
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        head.setWrapText(true);
        Label body = new Label(words);
        body.setWrapText(true);
        body.setMinHeight(USE_PREF_SIZE);
        Button yes = new Button(yesWords);
        yes.setId("question-yes");
        yes.getStyleClass().add("danger");
        yes.setOnAction(event -> onYes.run());
        no.setId("question-no");
        no.setCancelButton(true);
        no.setOnAction(event -> onNo.run());
        HBox answers = new HBox(no, yes);
        answers.getStyleClass().add("answers");
        getChildren().addAll(head, body, answers);
    }

    Button no() {
        return no;
    }
}
