// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.dozen.app.text.Text;

/** What the middle of the window says while no machine is open. */
final class Welcome extends VBox {
    Welcome() {
        getStyleClass().add("welcome");
        setId("welcome");
        Label title = new Label(Text.of("welcome.title"));
        title.getStyleClass().add("welcome-title");
        Label words = new Label(Text.of("welcome.words"));
        words.setWrapText(true);
        words.getStyleClass().add("welcome-words");
        Label keys = new Label(Text.of("welcome.keys"));
        keys.getStyleClass().add("welcome-keys");
        getChildren().addAll(title, words, keys);
    }
}
