// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.dozen.app.fx.Icon;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The card that compares: phases of a run, two runs, the lists of others. */
public final class CompareView {
    private static final long AGAIN_NANOS = 1_000_000_000L;

    private final CompareViewModel model;
    private final VBox root = new VBox();
    private final ScrollPane scroll = new ScrollPane();
    private final ToggleGroup pages = new ToggleGroup();
    private final PhasesPage phases;
    private final RunsPage runs;
    private final ListsPage lists;
    private long shown = -1;
    private long asked;

    /**
     * Makes the card.
     *
     * @param program asks for a User-Mode Linux
     */
    public CompareView(
            CompareViewModel model, Look look, Supplier<Optional<Path>> program, Runnable onClose) {
        this.model = model;
        this.phases = new PhasesPage(model);
        this.runs = new RunsPage(model, look, program);
        this.lists = new ListsPage(look);
        root.getStyleClass().addAll("card", "compare-card");
        root.setId("compare-card");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "card-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(head(onClose), scroll);
        choose(0);
        frame(System.nanoTime());
    }

    public Region node() {
        return root;
    }

    /** What gets the focus first. */
    public Node first() {
        return (Node) pages.getSelectedToggle();
    }

    /** Shows a page: 0 phases, 1 two runs, 2 the lists of others. */
    public void choose(int page) {
        pages.selectToggle(pages.getToggles().get(page));
    }

    /** Shows what is new. Once per frame while the card is open. */
    public void frame(long nowNanos) {
        if (nowNanos - asked >= AGAIN_NANOS) {
            asked = nowNanos;
            model.takeApart();
            runs.refreshChoices();
        }
        if (shown != model.version()) {
            shown = model.version();
            phases.show();
            runs.show();
        }
    }

    private HBox head(Runnable onClose) {
        Label title = new Label(Text.of("compare.title"));
        title.getStyleClass().add("card-title");
        HBox pills =
                new HBox(
                        pill("compare-phases", Text.of("compare.phases"), "left-pill", phases),
                        pill("compare-runs", Text.of("compare.runs"), "center-pill", runs),
                        pill("compare-lists", Text.of("compare.lists"), "right-pill", lists));
        pills.getStyleClass().addAll("pills", "page-switch");
        pages.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        pages.selectToggle(before); // one page is always shown
                    } else {
                        scroll.setContent((Node) now.getUserData());
                        scroll.setVvalue(0);
                    }
                });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = new Button("", Icon.CLOSE.node());
        close.setId("compare-close");
        close.getStyleClass().addAll("flat", "button-icon");
        close.setAccessibleText(Text.of("shortcuts.close"));
        close.setOnAction(event -> onClose.run());
        HBox head = new HBox(title, pills, space, close);
        head.getStyleClass().add("card-head");
        return head;
    }

    private ToggleButton pill(String id, String words, String style, Node page) {
        ToggleButton pill = new ToggleButton(words);
        pill.setId(id);
        pill.getStyleClass().add(style);
        pill.setUserData(page);
        pill.setToggleGroup(pages);
        return pill;
    }

    /** A label that wraps. */
    static Label wrapped(String words, String... styles) {
        Label label = new Label(words);
        label.getStyleClass().addAll(List.of(styles));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
