// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

import java.util.Set;
import java.util.function.Consumer;

/** Asks for the name of something in a folder, and says at once what is wrong with it. */
final class NameForm extends VBox {
    private final TextField name = new TextField();

    /**
     * A form.
     *
     * @param proposed a name to begin with, which counts as free
     * @param taken names in the folder
     */
    NameForm(
            String title,
            String action,
            String proposed,
            Set<String> taken,
            Runnable onClose,
            Consumer<String> make) {
        getStyleClass().addAll("card", "question");
        setId("name-form");
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        name.setText(proposed);
        name.setId("name");
        name.setAccessibleText(Text.of("browser.name"));
        Label fault = new Label();
        fault.setId("name-fault");
        fault.getStyleClass().add("trouble");
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        Button no = new Button(Text.of("question.cancel"));
        no.setOnAction(event -> onClose.run());
        Button yes = new Button(action);
        yes.setId("name-yes");
        yes.getStyleClass().add("accent");
        yes.setDefaultButton(true);
        yes.setOnAction(event -> {
            onClose.run();
            make.accept(name.getText());
        });
        name.textProperty()
                .subscribe(now -> {
                    boolean same = now.equals(proposed);
                    String wrong = same ? "" : InnerPath.fault(now, taken);
                    boolean silent = wrong.isEmpty() || now.isEmpty();
                    fault.setText(silent ? "" : wrong);
                    fault.setVisible(!silent);
                    fault.setManaged(!silent);
                    yes.setDisable(same || !wrong.isEmpty());
                });
        HBox answers = new HBox(no, yes);
        answers.getStyleClass().add("answers");
        getChildren().addAll(head, name, fault, answers);
    }

    /** What gets the caret; the name without its extension is selected. */
    TextField field() {
        int dot = name.getText().lastIndexOf('.');
        name.focusedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        name.selectRange(0, dot > 0 ? dot : name.getText().length());
                    }
                });
        return name;
    }
}
