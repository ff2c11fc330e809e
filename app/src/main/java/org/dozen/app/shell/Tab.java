// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;

/**
 * Something shown in the middle of the window, with its title, its dot and its part of the status
 * line.
 */
public final class Tab {
    private final String title;
    private final Node content;
    private final Node status;
    private final Runnable focus;
    private final Runnable closeRequest;
    private final ReadOnlyObjectWrapper<Dot> dot = new ReadOnlyObjectWrapper<>(Dot.NONE);

    /** The dot's colour. */
    public enum Dot {
        NONE,
        BUSY,
        GOOD,
        BAD
    }

    /**
     * Makes a tab.
     *
     * @param focus puts the keyboard's focus to where it belongs in the content
     * @param closeRequest is run when somebody wants to close the tab; closing is up to it
     */
    public Tab(String title, Node content, Node status, Runnable focus, Runnable closeRequest) {
        this.title = title;
        this.content = content;
        this.status = status;
        this.focus = focus;
        this.closeRequest = closeRequest;
    }

    public String title() {
        return title;
    }

    public ReadOnlyObjectProperty<Dot> dot() {
        return dot.getReadOnlyProperty();
    }

    public void setDot(Dot now) {
        dot.set(now);
    }

    public void requestClose() {
        closeRequest.run();
    }

    Node content() {
        return content;
    }

    Node status() {
        return status;
    }

    void focus() {
        focus.run();
    }
}
