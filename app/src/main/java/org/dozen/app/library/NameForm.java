// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks for the name of an image: of a copy, or another one for one that is there. */
final class NameForm extends VBox {
    private final TextField name = new TextField();

    /**
     * What it says.
     *
     * @param heading what it is about
     * @param explained what will be done
     * @param action the button's words
     */
    record Words(String heading, String explained, String action) {}

    /**
     * A form.
     *
     * @param proposed a name to begin with
     * @param taken names that it cannot be
     * @param make is given the name
     */
    NameForm(Words words, String proposed, Set<String> taken, Consumer<String> make) {
        getStyleClass().add("form");
        setId("name-form");
        Label title = new Label(words.heading());
        title.getStyleClass().add("form-title");
        Label what = new Label(words.explained());
        what.setWrapText(true);
        what.setMaxWidth(300);
        name.setText(proposed);
        name.setId("name-form-name");
        name.setAccessibleText(Text.of("library.name"));
        Label fault = new Label();
        fault.getStyleClass().add("form-fault");
        fault.setWrapText(true);
        fault.setMaxWidth(300);
        Button create = new Button(words.action());
        create.setId("name-form-do");
        create.getStyleClass().add("accent");
        create.setDefaultButton(true);
        create.setOnAction(event -> make.accept(name.getText().strip()));
        name.textProperty()
                .subscribe(text -> {
                    Optional<String> wrong = ImageNames.fault(text.strip(), taken);
                    create.setDisable(wrong.isPresent());
                    fault.setText(wrong.orElse(""));
                    fault.setVisible(wrong.isPresent());
                    fault.setManaged(wrong.isPresent());
                });
        getChildren().addAll(title, what, name, fault, create);
    }

    void focus() {
        name.requestFocus();
        name.selectAll();
    }
}
