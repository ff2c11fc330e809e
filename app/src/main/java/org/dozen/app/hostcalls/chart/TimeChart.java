// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Buttons;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;

/** The chart of calls over the run, with what is said and asked above it. */
public final class TimeChart extends VBox {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final double NARROW = 430;

    private final ChartModel model;
    private final Look look;
    private final ChartPlot plot;
    private final Label title = new Label(Text.of("chart.title"));
    private final Label step = new Label();
    private final Button live = Buttons.words("chart-live", Text.of("chart.live"));
    private final Button whole = Buttons.words("chart-whole", Text.of("chart.whole"));
    private long stepShown = -1;

    public TimeChart(Timeline timeline, Look look) {
        this.model = new ChartModel(timeline);
        this.look = look;
        this.plot = new ChartPlot(model, look);
        getStyleClass().add("rate-chart");
        title.getStyleClass().add("chart-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        step.getStyleClass().add("pane-note");
        step.setId("chart-step");
        step.setMinWidth(0);
        Tooltip levels = new Tooltip(Text.of("chart.step.tip"));
        levels.setWrapText(true);
        levels.setMaxWidth(380);
        step.setTooltip(levels);
        live.setTooltip(new Tooltip(Text.of("chart.live.tip")));
        whole.setTooltip(new Tooltip(Text.of("chart.whole.tip")));
        live.setOnAction(event -> model.window().showLive());
        whole.setOnAction(event -> model.window().showWhole());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, step, space, live, whole);
        head.getStyleClass().add("chart-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(plot, Priority.ALWAYS);
        getChildren().addAll(head, plot);
    }

    public ChartModel model() {
        return model;
    }

    /** Puts the focus on the plot, for the keyboard. */
    public void focus() {
        plot.requestFocus();
    }

    /** Draws if there is something new. Once per frame. */
    public void frame(long nowNanos) {
        plot.frame(nowNanos);
        live.pseudoClassStateChanged(ON, model.window().live());
        whole.pseudoClassStateChanged(ON, model.window().whole());
        long now = model.columns().map(ChartColumns::stepNanos).orElse(0L);
        boolean narrow = getWidth() < look.sized(NARROW);
        if (now != stepShown && now > 0) {
            stepShown = now;
            step.setText(Text.of("chart.step", Moments.step(now)));
        }
        title.setVisible(!narrow);
        title.setManaged(!narrow);
    }

    /** Draws again in any case: colours or sizes have changed. */
    public void redraw() {
        model.redraw();
    }
}
