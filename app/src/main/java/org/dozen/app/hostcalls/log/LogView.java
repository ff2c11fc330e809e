// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.dozen.engine.trace.HostCallFilter;
import org.fxmisc.flowless.VirtualizedScrollPane;

import java.util.List;
import java.util.OptionalInt;

/**
 * The log: a line per call, a field that filters them, and below what is shown and what left out.
 */
public final class LogView {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass PART = PseudoClass.getPseudoClass("part");
    private static final long FLUSH_NANOS = 95_000_000L;
    private static final long STATUS_NANOS = 250_000_000L;

    /** Where a line lies is known better from frame to frame, once it has been laid out. */
    private static final int CENTRINGS = 3;

    private final LogModel model;
    private final LogArea area;
    private final VBox root = new VBox();
    private final TextField filter = new TextField();
    private final Label wrong = new Label();
    private final Label none = new Label();
    private final Label sampling = new Label();
    private final Label lines = new Label();
    private final Button pause = Buttons.words("log-pause", Text.of("log.pause"));
    private final Button follow = Buttons.words("log-follow", Text.of("log.follow"));
    private final Button copy = Buttons.words("log-copy", Text.of("log.copy"));
    private final VirtualizedScrollPane<LogArea> scroll;
    private long flushed;
    private long said;
    private long pointSeen;
    private boolean pointing;
    private int centre;
    private boolean shown;
    private long added;

    public LogView(LogModel model, Look look) {
        this.model = model;
        this.area = new LogArea(look);
        this.scroll = new VirtualizedScrollPane<>(area);
        root.setId("log");
        root.getStyleClass().add("log");
        none.getStyleClass().add("log-none");
        none.setMouseTransparent(true);
        StackPane middle = new StackPane(scroll, none);
        VBox.setVgrow(middle, Priority.ALWAYS);
        root.getChildren().addAll(filterBar(), wrong, middle, foot());
        buttons();
        area.currentParagraphProperty().addListener((property, before, now) -> pointAt(now));
        area.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        scroll.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        area.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed());
        area.addEventHandler(
                MouseEvent.MOUSE_CLICKED, event -> pointAt(area.getCurrentParagraph()));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    public Region node() {
        return root;
    }

    /** What stands beside the switch of the pages. */
    public List<Node> tools() {
        return List.of(pause, follow, copy);
    }

    public LogModel model() {
        return model;
    }

    /** Puts the focus into the field of the filter. */
    public void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    /** Puts words into the field of the filter, as if they were typed. */
    public void find(String words) {
        filter.setText(words);
    }

    /** Lines that were put on screen so far, those that are gone with them. */
    public long linesAdded() {
        return added;
    }

    /** Puts the focus on the lines. */
    public void focus() {
        area.requestFocus();
    }

    /** Draws again in any case: colours or sizes have changed. */
    public void redraw() {
        model.redraw();
    }

    /** Brings the lines up to date, some ten times a second. Once per frame while on screen. */
    public void frame(long nowNanos) {
        boolean asked = pointSeen != model.timeline().pointVersion();
        if (asked || !shown || nowNanos - flushed >= FLUSH_NANOS) {
            long since = nowNanos - flushed;
            flushed = nowNanos;
            shown = true;
            long begin = System.nanoTime();
            flush();
            model.shown(System.nanoTime() - begin, since);
        }
        if (asked) {
            goToPointed();
            centre = CENTRINGS;
        } else if (centre > 0) {
            centre--;
            centre();
        }
        if (nowNanos - said >= STATUS_NANOS) {
            said = nowNanos;
            say(model.status());
        }
    }

    private void flush() {
        LogModel.Change change = model.change();
        if (change.none()) {
            return;
        }
        added += change.added().size();
        pointing = true; // the caret moves with the lines; nobody has chosen another one
        if (change.anew()) {
            area.showAll(change.added().stream().map(LogLine::of).toList());
        } else {
            area.add(change.added().stream().map(LogLine::of).toList());
            area.drop(change.dropped());
        }
        pointing = false;
        if (model.following() && model.size() > 0) {
            area.showParagraphAtBottom(model.size() - 1);
        } else if (change.anew() && model.size() > 0) {
            area.showParagraphAtTop(0);
        }
    }

    private void goToPointed() {
        pointSeen = model.timeline().pointVersion();
        if (model.timeline().pointed().isEmpty()) {
            area.light(-1);
            return;
        }
        OptionalInt line = model.lineAt(model.timeline().pointed().getAsLong());
        if (line.isEmpty()) {
            return;
        }
        model.setFollowing(false);
        pointing = true;
        area.moveTo(line.getAsInt(), 0);
        pointing = false;
        area.light(line.getAsInt());
        centre();
    }

    private void centre() {
        if (model.timeline().pointed().isPresent() && model.size() > 0) {
            area.showParagraphAtCenter(Math.min(area.getCurrentParagraph(), model.size() - 1));
        }
    }

    /** Somebody has gone to a line: the chart shows its moment. */
    private void pointAt(int line) {
        if (pointing || line >= model.size() || !area.isFocused()) {
            return;
        }
        model.setFollowing(false);
        area.light(line);
        model.timeline().point(model.line(line).atNanos());
        pointSeen = model.timeline().pointVersion();
    }

    private void pressed() {
        model.setFollowing(false);
        area.requestFocus();
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() > 0) {
            model.setFollowing(false);
        }
    }

    private void dragged(MouseEvent event) {
        model.setFollowing(false);
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> model.setPaused(!model.paused());
            case END -> toEnd();
            case SLASH -> focusFilter();
            case ESCAPE -> model.timeline().pointAway();
            case PAGE_UP, UP, HOME -> {
                model.setFollowing(false);
                return; // the area itself knows what to do
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void toEnd() {
        model.setPaused(false);
        model.setFollowing(true);
        model.timeline().pointAway();
        if (model.size() > 0) {
            area.showParagraphAtBottom(model.size() - 1);
        }
    }

    private void say(LogStatus status) {
        sampling.setText(status.sampling());
        sampling.pseudoClassStateChanged(PART, status.incomplete());
        lines.setText(status.lines());
        pause.setText(Text.of(model.paused() ? "log.resume" : "log.pause"));
        pause.pseudoClassStateChanged(ON, model.paused());
        follow.pseudoClassStateChanged(ON, model.following());
        none.setVisible(model.size() == 0);
        none.setText(Text.of(status.filtered() ? "log.none.filtered" : "log.none"));
    }

    private void buttons() {
        pause.setOnAction(event -> {
            model.setPaused(!model.paused());
            say(model.status());
        });
        follow.setOnAction(event -> {
            if (model.following()) {
                model.setFollowing(false);
            } else {
                toEnd();
            }
            say(model.status());
        });
        copy.setOnAction(event -> copy());
        pause.setTooltip(new Tooltip(Text.of("log.pause.tip")));
        follow.setTooltip(new Tooltip(Text.of("log.follow.tip")));
        copy.setTooltip(new Tooltip(Text.of("log.copy.tip")));
    }

    /** Copies what is selected, or all lines. */
    private void copy() {
        String selected = area.getSelectedText();
        ClipboardContent content = new ClipboardContent();
        content.putString(selected.isEmpty() ? area.getText() : selected);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private HBox filterBar() {
        filter.setPromptText(Text.of("log.filter.prompt"));
        filter.setId("log-filter");
        filter.setTooltip(new Tooltip(Text.of("log.filter.tip")));
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.textProperty().subscribe((before, now) -> take(now));
        filter.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                        filter.clear();
                        event.consume();
                    }
                });
        wrong.getStyleClass().add("log-wrong");
        wrong.setId("log-wrong");
        wrong.setWrapText(true);
        wrong.setVisible(false);
        wrong.setManaged(false);
        HBox bar = new HBox(filter, new FilterMenu(filter));
        bar.getStyleClass().add("log-bar");
        bar.setMinHeight(Region.USE_PREF_SIZE);
        return bar;
    }

    private void take(String words) {
        String problem = "";
        try {
            model.setFilter(HostCallFilter.parse(words));
        } catch (IllegalArgumentException e) {
            problem = e.getMessage() == null ? "" : e.getMessage();
        }
        boolean bad = !problem.isEmpty();
        wrong.setText(problem);
        wrong.setVisible(bad);
        wrong.setManaged(bad);
        filter.pseudoClassStateChanged(WRONG, bad);
    }

    private HBox foot() {
        sampling.setId("log-sampling");
        sampling.getStyleClass().add("log-sampling");
        sampling.setMinWidth(Region.USE_PREF_SIZE);
        sampling.setTooltip(new Tooltip(Text.of("log.status.tip")));
        lines.setId("log-kept");
        lines.getStyleClass().add("pane-note");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(sampling, space, lines);
        foot.getStyleClass().add("log-foot");
        foot.setMinHeight(Region.USE_PREF_SIZE);
        return foot;
    }
}
