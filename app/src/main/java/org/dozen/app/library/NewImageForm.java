// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

import java.util.function.Consumer;

/** Asks for the name of an image: of a new one, or another one for one that is there. */
final class NewImageForm extends VBox {
    private static final String ALLOWED = "[A-Za-z0-9_][A-Za-z0-9._-]{0,63}";

    private final TextField name = new TextField();

    /**
     * A form.
     *
     * @param heading what it is about
     * @param explained what will be done
     * @param proposed a name to begin with
     * @param action the button's words
     * @param make is given the name
     */
    NewImageForm(
            String heading,
            String explained,
            String proposed,
            String action,
            Consumer<String> make) {
        getStyleClass().add("form");
        setId("new-image-form");
        Label title = new Label(heading);
        title.getStyleClass().add("form-title");
        Label what = new Label(explained);
        what.setWrapText(true);
        what.setMaxWidth(300);
        name.setText(proposed);
        name.setId("new-image-name");
        name.setAccessibleText(Text.of("library.new.name"));
        Button create = new Button(action);
        create.setId("new-image-create");
        create.getStyleClass().add("accent");
        create.setDefaultButton(true);
        create.setOnAction(event -> make.accept(name.getText().strip()));
        name.textProperty().subscribe(text -> create.setDisable(!text.strip().matches(ALLOWED)));
        getChildren().addAll(title, what, name, create);
    }

    void focus() {
        name.requestFocus();
        name.selectAll();
    }
}
