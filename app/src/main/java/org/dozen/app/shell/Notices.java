// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import atlantafx.base.controls.Notification;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * Sentences that a person should read, at the upper right until they are closed; a few at a time.
 */
final class Notices extends VBox {
    private static final int MOST = 4;
    private static final Duration STAY = Duration.seconds(20);

    Notices() {
        getStyleClass().add("notices");
        setId("notices");
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
    }

    void add(String sentence, boolean bad) {
        boolean said =
                getChildren().stream()
                        .anyMatch(one ->
                                one instanceof Notification old
                                        && sentence.equals(old.getMessage()));
        if (said) {
            return;
        }
        Notification notice = new Notification(sentence);
        notice.getStyleClass().addAll(bad ? "danger" : "warning", "elevated-1");
        notice.setPrefHeight(Region.USE_COMPUTED_SIZE);
        notice.setOnClose(event -> getChildren().remove(notice));
        if (getChildren().size() >= MOST) {
            getChildren().removeFirst();
        }
        getChildren().add(notice);
        if (!bad) {
            PauseTransition wait = new PauseTransition(STAY);
            wait.setOnFinished(event -> getChildren().remove(notice));
            wait.play();
        }
    }
}
