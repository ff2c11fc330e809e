// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Icon;
import org.dozen.app.text.Text;
import org.dozen.engine.machine.Ending;
import org.jspecify.annotations.Nullable;

/** Says in the tab that the run has ended, how and why, and offers to start again. */
final class EndedBanner extends HBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Label title = new Label();
    private final Label sentence = new Label();

    EndedBanner(Runnable restart) {
        getStyleClass().add("ended");
        setId("ended");
        title.getStyleClass().add("ended-title");
        sentence.setWrapText(true);
        sentence.setId("ended-sentence");
        sentence.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(title, sentence);
        words.setMinWidth(0);
        setHgrow(words, Priority.ALWAYS);
        Button again = new Button(Text.of("machine.again"), Icon.RESTART.node());
        again.setId("start-again");
        again.getStyleClass().add("accent");
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(event -> restart.run());
        getChildren().addAll(words, again);
        setMaxHeight(USE_PREF_SIZE);
        show(null);
    }

    void show(@Nullable Ending ending) {
        setVisible(ending != null);
        setManaged(ending != null);
        if (ending != null) {
            title.setText(EndingWords.title(ending));
            sentence.setText(EndingWords.sentence(ending));
            pseudoClassStateChanged(BAD, !EndingWords.good(ending));
        }
    }
}
