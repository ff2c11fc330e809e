// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Cards;
import org.dozen.app.fx.Icon;
import org.dozen.app.text.Text;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The window's content: bar above, library at the left, the shown tab in the middle, status line
 * below. While no tab is shown, the first page has it all.
 */
public final class ShellView {
    private final Tabs tabs;
    private final StackPane root = new StackPane();
    private final BorderPane window = new BorderPane();
    private final SplitPane body = new SplitPane();
    private final StackPane middle = new StackPane();
    private final HBox foot = new HBox();
    private final HBox actions = new HBox();
    private final Overlay overlay = new Overlay();
    private final Notices notices = new Notices();
    private final Region side;
    private final Node home;
    private Runnable focusHome = () -> {};
    private boolean sideWanted = true;
    private List<Shortcut> shortcuts = List.of();
    private List<Shortcut> unlisted = List.of();
    private double sideShare;
    private boolean tookKey;

    /**
     * Makes the frame.
     *
     * @param side what stands at the left
     * @param sideShare part of the width for it, 0..1
     * @param home shown in the whole window while no tab is
     */
    public ShellView(Tabs tabs, Region side, double sideShare, Node home) {
        this.tabs = tabs;
        this.side = side;
        this.sideShare = sideShare;
        this.home = home;
        body.setOrientation(Orientation.HORIZONTAL);
        body.getStyleClass().add("body");
        body.getItems().setAll(side, middle);
        SplitPane.setResizableWithParent(side, false);
        body.setDividerPositions(sideShare);
        middle.setMinSize(0, 0);
        middle.setAlignment(Pos.TOP_LEFT);
        foot.getStyleClass().add("foot");
        window.setTop(bar());
        window.setCenter(body);
        window.setBottom(foot);
        // Too large for its window, the middle is cut, never bar and status line.
        window.setMinSize(0, 0);
        body.setMinHeight(0);
        root.getStyleClass().add("shell");
        root.getChildren().addAll(window, notices, overlay);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        tabs.shown().subscribe(this::show);
    }

    public StackPane node() {
        return root;
    }

    public Tabs tabs() {
        return tabs;
    }

    /** The keys that work everywhere: those on their page, and others that are not listed there. */
    public void setShortcuts(List<Shortcut> listed, List<Shortcut> others) {
        shortcuts = List.copyOf(listed);
        unlisted = List.copyOf(others);
    }

    /** Adds a button to the right of the bar. */
    public Button addAction(String id, Icon icon, String words, Runnable action) {
        Button button = Buttons.icon(id, icon, words);
        button.setOnAction(event -> action.run());
        actions.getChildren().add(button);
        return button;
    }

    /** Says something bad, until it is closed. */
    public void fail(String sentence) {
        notices.add(sentence, true);
    }

    /** Says something that a person should know. */
    public void warn(String sentence) {
        notices.add(sentence, false);
    }

    /** Asks a question; {@code onYes} is run if it is answered with yes. */
    public void ask(String title, String words, String yes, Runnable onYes) {
        Question question =
                new Question(
                        title,
                        words,
                        yes,
                        () -> {
                            overlay.close();
                            onYes.run();
                        },
                        overlay::close);
        overlay.open(question, question.no(), overlay::close);
    }

    /** Shows that something takes a while; {@code button} ends the waiting by force. */
    public void showWaiting(String words, String button, Runnable onButton) {
        ProgressIndicator wheel = new ProgressIndicator();
        Label label = new Label(words);
        label.setWrapText(true);
        Button force = new Button(button);
        force.setOnAction(event -> onButton.run());
        VBox card = new VBox(wheel, label, force);
        card.getStyleClass().addAll("card", "waiting");
        card.setId("waiting");
        overlay.open(card, force, () -> {});
    }

    /** Shows a page over the window; closes it when it is open. */
    public void toggleShortcuts() {
        if (overlay.isOpen()) {
            overlay.close();
            return;
        }
        ShortcutPage page = new ShortcutPage(shortcuts, overlay::close);
        overlay.open(page, page.closeButton(), overlay::close);
    }

    /** For features that show cards over the window. */
    public Cards cards() {
        return new Cards() {
            @Override
            public void open(Region card, Node focus, Runnable closed) {
                overlay.open(card, focus, overlay::close);
                overlay.onClosed(closed);
            }

            @Override
            public void close() {
                overlay.close();
            }
        };
    }

    /** Shows a card of somebody's over the window. */
    public void open(Region card, Node focus) {
        overlay.open(card, focus, overlay::close);
    }

    public void closeOverlay() {
        overlay.close();
    }

    /** Shows or hides what stands at the left. */
    public void setSideShown(boolean shown) {
        sideWanted = shown;
        fitSide();
    }

    /** The first page has no use for a short list of the same. */
    private void fitSide() {
        boolean shown = sideWanted && tabs.shown().get() != null;
        if (shown && !body.getItems().contains(side)) {
            body.getItems().addFirst(side);
            SplitPane.setResizableWithParent(side, false);
            body.setDividerPositions(sideShare);
        } else if (!shown && body.getItems().contains(side)) {
            sideShare = body.getDividerPositions()[0];
            body.getItems().remove(side);
        }
    }

    public boolean sideShown() {
        return body.getItems().contains(side);
    }

    /** Part of the width that the left side takes. */
    public double sideShare() {
        return sideShown() ? body.getDividerPositions()[0] : sideShare;
    }

    /** Width of a tab, also while none is shown. */
    public double tabWidth() {
        return sideShown() || !sideWanted ? middle.getWidth() : body.getWidth() * (1 - sideShare);
    }

    public double middleHeight() {
        return middle.getHeight();
    }

    private HBox bar() {
        Label title = new Label(Text.of("app.name"));
        title.getStyleClass().add("app-name");
        title.setMinWidth(Region.USE_PREF_SIZE);
        TabStrip strip = new TabStrip(tabs);
        HBox.setHgrow(strip, Priority.ALWAYS);
        strip.setMinWidth(0);
        actions.getStyleClass().add("bar-actions");
        actions.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(title, strip, actions);
        bar.getStyleClass().add("bar");
        return bar;
    }

    /** What puts the focus onto the first page. */
    public void onHome(Runnable focus) {
        focusHome = focus;
    }

    private void show(@Nullable Tab tab) {
        fitSide();
        middle.getChildren().setAll(tab == null ? home : tab.content());
        foot.getChildren().clear();
        if (tab != null) {
            HBox.setHgrow(tab.status(), Priority.ALWAYS);
            foot.getChildren().setAll(tab.status());
            tab.focus();
        } else {
            focusHome.run();
        }
    }

    private void key(KeyEvent event) {
        Optional<Shortcut> pressed =
                Stream.concat(shortcuts.stream(), unlisted.stream())
                        .filter(shortcut -> shortcut.matches(event))
                        .findFirst();
        tookKey = pressed.isPresent();
        pressed.ifPresent(shortcut -> {
            event.consume();
            shortcut.action().run();
        });
    }

    /** A pressed key comes once more as the character that it types, which no guest is to get. */
    private void typed(KeyEvent event) {
        if (tookKey) {
            event.consume();
        }
    }
}
