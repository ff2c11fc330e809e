// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.FrameTask;
import org.dozen.app.fx.Icon;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.text.Text;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.machine.MachineState;

/**
 * A machine's tab: host calls on the left, console on the right, and the status line for the foot
 * of the window.
 */
public final class MachineView implements FrameTask {
    /** Room that a tool with words wants, and everything else in the head, in letters' heights. */
    private static final double WORDS = 9.5;

    private static final double HEAD = 21;

    private final MachineViewModel model;
    private final SplitPane root = new SplitPane();
    private final StatusLine status;
    private final Label size = new Label();
    private final HBox tools = new HBox();
    private final Button stop = Buttons.icon("machine-stop", Icon.POWER, Text.of("machine.stop"));
    private final Button force = Buttons.icon("machine-force", Icon.STOP, Text.of("machine.force"));
    private final Button again =
            Buttons.icon("machine-restart", Icon.RESTART, Text.of("machine.restart"));
    private final EndedBanner ended;
    private final Subscription subscriptions;
    private ConsoleSize cells = ConsoleSize.USUAL;

    /**
     * Makes the view of a machine.
     *
     * @param panel the host calls
     * @param console the terminal
     */
    public MachineView(
            MachineViewModel model, Region panel, Region console, PreferenceStore preferences) {
        this.model = model;
        this.status = new StatusLine(model);
        this.ended = new EndedBanner(this::restart);
        VBox right = new VBox(header(), console, ended);
        right.getStyleClass().add("console-pane");
        VBox.setVgrow(console, Priority.ALWAYS);
        root.setOrientation(Orientation.HORIZONTAL);
        root.getStyleClass().add("machine");
        root.getItems().setAll(panel, right);
        SplitPane.setResizableWithParent(panel, false);
        root.setDividerPositions(preferences.get().panelShare());
        subscriptions =
                root.getDividers()
                        .getFirst()
                        .positionProperty()
                        .subscribe((before, now) -> keep(preferences, now.doubleValue()))
                        .and(model.state().subscribe(this::show))
                        .and(model.status().subscribe(status::show))
                        .and(model.ending().subscribe(ended::show));
    }

    public Region node() {
        return root;
    }

    /** For the foot of the window while this tab is shown. */
    public Region statusLine() {
        return status;
    }

    /** The console has this many cells from now on. */
    public void showSize(ConsoleSize now) {
        cells = now;
        size.setText(Text.of("machine.size", now.columns(), now.rows()));
    }

    /** Stops and starts the machine again; starts it when it has ended. */
    public void restart() {
        model.restart(cells);
    }

    /** Puts the divider where it was chosen to be, as a share of the width that there is now. */
    public void spread(double share) {
        root.setDividerPositions(share);
    }

    /** Where there is little room, tools are signs without words. */
    private void fit(double wide) {
        double words = (HEAD + tools.getChildren().size() * WORDS) * size.getFont().getSize();
        ContentDisplay display = wide > words ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY;
        for (Node tool : tools.getChildren()) {
            if (tool instanceof Labeled labeled) {
                labeled.setContentDisplay(display);
            }
        }
    }

    /** Adds something to the head of the console. */
    public void addTools(Labeled... more) {
        tools.getChildren().addAll(more);
    }

    public void showMilestones() {
        status.showMilestones();
    }

    @Override
    public void frame(long nowNanos) {
        model.frame(nowNanos);
    }

    public void close() {
        subscriptions.unsubscribe();
    }

    private HBox header() {
        Label title = new Label(Text.of("machine.console"));
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        size.getStyleClass().add("pane-note");
        size.setId("console-size");
        size.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        stop.setOnAction(event -> model.stop());
        force.setOnAction(event -> model.forceStop());
        again.setOnAction(event -> restart());
        tools.getStyleClass().add("machine-tools");
        HBox header = new HBox(title, size, space, tools, again, stop, force);
        header.getStyleClass().add("pane-header");
        header.widthProperty().subscribe(wide -> fit(wide.doubleValue()));
        return header;
    }

    private void show(MachineState now) {
        stop.setDisable(!now.active() || now == MachineState.STOPPING);
        force.setDisable(!now.active());
        again.setDisable(now == MachineState.STARTING || now == MachineState.STOPPING);
    }

    private static void keep(PreferenceStore preferences, double share) {
        if (share > 0.1
                && share < 0.9
                && Math.abs(share - preferences.get().panelShare()) > 0.002) {
            preferences.change(now -> now.withPanelShare(share));
        }
    }
}
