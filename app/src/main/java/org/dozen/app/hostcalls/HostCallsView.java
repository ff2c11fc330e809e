// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.dozen.app.fx.FrameTask;
import org.dozen.app.fx.Look;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.TimeChart;
import org.dozen.app.hostcalls.chart.Timeline;
import org.dozen.app.hostcalls.flow.FlowModel;
import org.dozen.app.hostcalls.flow.FlowView;
import org.dozen.app.hostcalls.log.LogView;
import org.dozen.app.text.Text;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The panel of one machine. Its owner calls {@link #frame} once per frame while it is on screen.
 */
public final class HostCallsView implements FrameTask {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("narrow");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    /** From this width on, at scale 1, everything is written out. */
    private static final double WIDE = 455;

    /**
     * Below this width, at scale 1, the buttons of order and scale leave their place to the badge.
     */
    private static final double NARROW = 385;

    /** The page of the twelve. */
    public static final int CALLS = 0;

    /** The page of the log. */
    public static final int LOG = 1;

    /** The page of what led to what. */
    public static final int FLOW = 2;

    private final HostCallsViewModel model;
    private final Look look;
    private final VBox root = new VBox();
    private final Label badge = new Label();
    private final Tooltip badgeTip = new Tooltip();
    private final Label guestCalls = figure("guest-call-count");
    private final Label hostCalls = figure("host-call-count");
    private final Label ratio = figure("call-ratio");
    private final Label guestUnit = unit();
    private final Label hostUnit = unit();
    private final Label notice = new Label();
    private final Button order = new Button();
    private final Button bars = new Button();
    private final PanelTools tools;
    private final PanelChips chips;
    private final CallTable table;
    private final TimeChart chart;
    private final LogView log;
    private final FlowView flow;
    private final PanelPages pages = new PanelPages();
    private final Button chip = new Button();
    private final RefusedCards refused;
    private final ExplainCard explain = new ExplainCard();
    private final Subscription subscriptions;
    private PanelState shown = PanelState.before();
    private Optional<RunSpan> chipShown = Optional.empty();
    private double width = WIDE;
    private Consumer<HostCallsViewModel> onChoice = model -> {};

    public HostCallsView(HostCallsViewModel model, Look look) {
        this.model = model;
        this.look = look;
        this.tools = new PanelTools(model);
        this.chips = new PanelChips(model);
        this.table = new CallTable(model, look);
        this.chart = new TimeChart(model.timeline(), look);
        this.log = new LogView(model.log(), look);
        this.flow = new FlowView(new FlowModel(model.timeline()), look);
        this.refused = new RefusedCards(look);
        StackPane lower = new StackPane(chart, explain);
        StackPane.setAlignment(explain, Pos.TOP_CENTER);
        lower.setMinHeight(0); // the card may be cut, the chart's axis not
        VBox calls = new VBox(table, refused);
        pages.add("page-calls", Text.of("page.calls"), calls, order, bars);
        pages.add("page-log", Text.of("page.log"), log.node(), log.tools().toArray(Node[]::new));
        pages.add(
                "page-flow", Text.of("page.flow"), flow.node(), flow.tools().toArray(Node[]::new));
        pages.onChange(page -> {
            // The table has its height; a page of lines or a picture takes what there is.
            VBox.setVgrow(pages.stack(), page == CALLS ? Priority.NEVER : Priority.ALWAYS);
            VBox.setVgrow(lower, page == CALLS ? Priority.ALWAYS : Priority.NEVER);
        });
        root.getStyleClass().add("host-calls");
        root.setId("host-calls");
        root.getChildren()
                .addAll(header(), totals(), chips, notice(), pages.bar(), pages.stack(), lower);
        // Where it is tight, pages and chart give way, never what is said in one line.
        for (Region line : List.of(chips, notice, pages.bar())) {
            line.setMinHeight(Region.USE_PREF_SIZE);
        }
        order.setOnAction(event -> toggleOrder());
        bars.setOnAction(event -> toggleScale());
        words();
        fit(WIDE);
        subscriptions =
                look.palette()
                        .subscribe((before, now) -> redraw())
                        .and(
                                look.scale()
                                        .subscribe((before, now) -> {
                                            fit(root.getWidth() / now.doubleValue());
                                            redraw();
                                        }))
                        .and(table.pointed().subscribe(explain::show))
                        .and(
                                root.widthProperty()
                                        .subscribe(now ->
                                                fit(now.doubleValue() / look.scale().get())));
    }

    public Region node() {
        return root;
    }

    public HostCallsViewModel model() {
        return model;
    }

    /** Is told when somebody has chosen another order or scale. */
    public void onChoice(Consumer<HostCallsViewModel> listener) {
        onChoice = listener;
    }

    /** Takes up an order and a scale that were chosen elsewhere. */
    public void choose(CallOrder wantedOrder, BarScale wantedScale) {
        if (model.order() != wantedOrder || model.scale() != wantedScale) {
            model.setOrder(wantedOrder);
            model.setScale(wantedScale);
            words();
        }
    }

    /** Changes between order of rank and order of the table. */
    public void toggleOrder() {
        model.setOrder(model.order() == CallOrder.RANK ? CallOrder.TABLE : CallOrder.RANK);
        words();
        onChoice.accept(model);
    }

    /** Changes between logarithmic and linear bars. */
    public void toggleScale() {
        model.setScale(model.scale() == BarScale.LINEAR ? BarScale.LOGARITHMIC : BarScale.LINEAR);
        words();
        onChoice.accept(model);
    }

    /** Counts from now on. */
    public void countFromNow() {
        model.countFromNow();
    }

    /** Holds the numbers still, or lets them go on. */
    public void toggleFrozen() {
        model.setFrozen(!model.frozen());
    }

    /** Runs something when the badge of the seal is pressed. */
    public void onBadge(Runnable action) {
        badge.setOnMouseClicked(event -> action.run());
        badge.getStyleClass().add("pressable");
    }

    /** Adds entries to the menu of the panel. */
    public void addTools(List<? extends MenuItem> items) {
        tools.add(items);
    }

    /** Adds a chip to those that say what goes on; its owner shows and hides it. */
    public void addChip(Button added) {
        chips.add(added);
    }

    /** Puts the numbers into the clipboard, as text. */
    public void copyText(String machine) {
        PanelCopy.text(PanelText.of(machine, model));
    }

    /** Puts a picture of the panel into the clipboard. */
    public void copyPicture() {
        PanelCopy.picture(picture());
    }

    /** A picture of the panel as it is now. */
    public WritableImage picture() {
        return PanelCopy.pictureOf(root, look);
    }

    /** A picture of the chart as it is now. */
    public WritableImage chartPicture() {
        return PanelCopy.pictureOf(chart, look);
    }

    /** Puts focus on the rows, or on what the page has instead, for the keyboard. */
    public void focus() {
        switch (pages.chosen()) {
            case LOG -> log.focus();
            case FLOW -> flow.focus();
            default ->
                    table.lookupAll(".call-row").stream()
                            .filter(node -> node.isFocusTraversable())
                            .findFirst()
                            .ifPresent(node -> node.requestFocus());
        }
    }

    /** Shows a page and puts the focus on it. */
    public void open(int page) {
        showPage(page);
        focus();
    }

    /** Shows the log and asks what is to be found in it. */
    public void findInLog() {
        showPage(LOG);
        log.focusFilter();
    }

    /** Draws again although no figure has changed. */
    public void redraw() {
        table.redraw();
        chart.redraw();
        log.redraw();
        flow.redraw();
    }

    @Override
    public void frame(long nowNanos) {
        model.frame(nowNanos);
        if (!shown.equals(model.state())) {
            show(model.state());
        }
        showChip(model.timeline());
        chips.refresh();
        table.frame();
        chart.frame(nowNanos);
        if (pages.chosen() == LOG) {
            log.frame(nowNanos);
        } else if (pages.chosen() == FLOW) {
            flow.frame(nowNanos);
        }
        refused.show(model.refused());
        explain.refresh();
    }

    /** Shows a page of the panel. */
    public void showPage(int page) {
        pages.choose(page);
    }

    /** The single calls. */
    public LogView log() {
        return log;
    }

    /** Guest calls and host calls. */
    public FlowView flow() {
        return flow;
    }

    /** The chart of calls over the run. */
    public TimeChart chart() {
        return chart;
    }

    /** Lets go of everything that was listened to. */
    public void close() {
        subscriptions.unsubscribe();
    }

    private void show(PanelState now) {
        shown = now;
        badge.setText(width < WIDE ? now.badgeShort() : now.badge());
        badgeTip.setText(now.badgeLong());
        badge.pseudoClassStateChanged(GOOD, now.tone() == PanelState.Tone.GOOD);
        badge.pseudoClassStateChanged(BAD, now.tone() == PanelState.Tone.BAD);
        guestCalls.setText(now.guestCalls());
        hostCalls.setText(now.hostCalls());
        ratio.setText(now.ratio());
        notice.setText(now.notice());
        notice.setVisible(!now.notice().isEmpty());
        notice.setManaged(!now.notice().isEmpty());
    }

    private void showChip(Timeline timeline) {
        if (chipShown.equals(timeline.chosen())) {
            return;
        }
        chipShown = timeline.chosen();
        chip.setVisible(chipShown.isPresent());
        chip.setManaged(chipShown.isPresent());
        chipShown.ifPresent(span -> chip.setText(Text.of("span.chip", span.words())));
    }

    /** Writes out or shortens, as the width at scale 1 allows. */
    private void fit(double now) {
        width = now <= 0 ? WIDE : now;
        boolean wide = width >= WIDE;
        guestUnit.setText(Text.of(wide ? "calls.guest" : "calls.guest.short"));
        hostUnit.setText(Text.of(wide ? "calls.host" : "calls.host.short"));
        order.setVisible(width >= NARROW);
        order.setManaged(width >= NARROW);
        bars.setVisible(width >= NARROW);
        bars.setManaged(width >= NARROW);
        root.pseudoClassStateChanged(TIGHT, width < WIDE);
        show(shown);
    }

    private void words() {
        order.setText(
                Text.of(
                        model.order() == CallOrder.RANK
                                ? "calls.order.rank"
                                : "calls.order.table"));
        bars.setText(
                Text.of(model.scale() == BarScale.LINEAR ? "calls.bars.linear" : "calls.bars.log"));
    }

    private HBox header() {
        Label title = new Label(Text.of("calls.title"));
        title.getStyleClass().add("pane-title");
        badge.getStyleClass().add("badge");
        badge.setId("seal-badge");
        badge.setMinWidth(0);
        badgeTip.setWrapText(true);
        badgeTip.setMaxWidth(420);
        badge.setTooltip(badgeTip);
        order.getStyleClass().addAll("flat", "quiet");
        order.setId("call-order");
        order.setTooltip(new Tooltip(Text.of("calls.order.tip")));
        bars.getStyleClass().addAll("flat", "quiet");
        bars.setId("bar-scale");
        bars.setTooltip(new Tooltip(Text.of("calls.bars.tip")));
        order.setMinWidth(Region.USE_PREF_SIZE);
        bars.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(title, space(), badge);
        header.getStyleClass().add("pane-header");
        title.setMinWidth(Region.USE_PREF_SIZE);
        return header;
    }

    private HBox totals() {
        chip.setId("span-chip");
        chip.getStyleClass().add("span-chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setTooltip(new Tooltip(Text.of("span.chip.tip")));
        chip.setVisible(false);
        chip.setManaged(false);
        chip.setOnAction(event -> model.timeline().chooseAll());
        HBox figures = new HBox(guestCalls, guestUnit, hostCalls, hostUnit, ratio);
        figures.getStyleClass().add("figures");
        figures.setMinWidth(0);
        chips.add(chip);
        HBox totals = new HBox(figures, space(), tools);
        totals.getStyleClass().add("totals");
        totals.setMinHeight(Region.USE_PREF_SIZE);
        return totals;
    }

    private Label notice() {
        notice.getStyleClass().add("notice");
        notice.setId("report-notice");
        notice.setWrapText(true);
        notice.setMaxWidth(Double.MAX_VALUE);
        return notice;
    }

    private static Label figure(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("big-figure");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label unit() {
        Label label = new Label();
        label.getStyleClass().add("unit");
        label.setMinWidth(0);
        return label;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
