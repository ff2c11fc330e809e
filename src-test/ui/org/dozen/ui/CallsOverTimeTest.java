// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dozen.ui.WindowRig.await;
import static org.dozen.ui.WindowRig.onScreen;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.dozen.app.MachineTab;
import org.dozen.app.hostcalls.HostCallsView;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;
import org.fxmisc.richtext.StyledTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Chart, log and flow of a real machine, and what a span does to them. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class CallsOverTimeTest {
    private final FxRobot robot = new FxRobot();
    private final WindowRig rig;
    private MachineTab tab;

    CallsOverTimeTest() throws IOException {
        Needs.nativeBuild();
        rig =
                WindowRig.open(
                        WindowRig.build(), "starter.ext4", now -> now.withWindow(1100, 760, false));
        tab = rig.bootShipped();
    }

    @BeforeEach
    void theMachineHasDoneSomething() {
        rig.type("ls -l / | md5sum", " -");
        await("the chart has columns", () -> timeline().end() > 0 && timeline().calls() > 0);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @Test
    void aDragOnTheChartChoosesWhatAllNumbersAreForAndTheChipEndsIt() {
        Bounds plot = plot();
        robot.drag(at(plot, 0.3), MouseButton.PRIMARY).dropTo(at(plot, 0.7));
        await("a span is chosen", () -> timeline().chosen().isPresent());
        RunSpan span = onScreen(() -> timeline().chosen().orElseThrow());
        await("the chip says which", () -> chip().isVisible() && chip().getText().contains(" to "));
        long calls =
                onScreen(() ->
                        timeline()
                                .source()
                                .orElseThrow()
                                .span(span.fromNanos(), span.toNanos())
                                .total());
        await(
                "the rows are of the span",
                () ->
                        tab.panel().model().rows().stream().mapToLong(row -> row.count()).sum()
                                == calls);
        robot.clickOn("#span-chip");
        await("the numbers are of the run", () -> timeline().chosen().isEmpty());
        await(
                "the rows are, too",
                () ->
                        tab.panel().model().rows().stream().mapToLong(row -> row.count()).sum()
                                > calls);
    }

    @Test
    void theChartZoomsAndMovesByKeysAndShowsTheWholeRunAgain() {
        await("there are two seconds", () -> timeline().end() > 2_500_000_000L);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T)
                .release(KeyCode.T, KeyCode.SHIFT, KeyCode.CONTROL);
        await("the plot has the focus", () -> lookup("#rate-chart").isFocused());
        for (int i = 0; i < 6; i++) {
            robot.press(KeyCode.PLUS).release(KeyCode.PLUS);
        }
        await("a part is shown", () -> !tab.panel().chart().model().window().whole());
        robot.press(KeyCode.SHIFT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.SHIFT);
        await("keys choose a span", () -> timeline().chosen().isPresent());
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await("Escape lets go", () -> timeline().chosen().isEmpty());
        robot.clickOn("#chart-whole");
        await("all of it is shown", () -> tab.panel().chart().model().window().whole());
        robot.clickOn("#chart-live");
        await("it goes along", () -> tab.panel().chart().model().window().live());
        assertThat(((Label) lookup("#chart-step")).getText()).startsWith("columns of ");
    }

    @Test
    void theLogHasALinePerCallFromTheFirstOneOn() {
        openLog();
        for (String part :
                new String[] {
                    "write(console, ",
                    "pread64(disk0, ",
                    "guest kernel",
                    "boot: prompt",
                    "typed: ls -l / | md5sum"
                }) {
            await("there is " + part, () -> area().getText().contains(part));
        }
        await(
                "there is a line for every call",
                () -> tab.panel().model().log().status().calls() == timeline().calls());
        await("it says so", () -> text("#log-sampling").equals("every call shown"));
    }

    @Test
    void theLogIsFilteredAndSaysWhatIsWrongWithAFilter() {
        openLog();
        await("there are lines", () -> area().getText().contains("write(console"));
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E)
                .release(KeyCode.E, KeyCode.SHIFT, KeyCode.CONTROL);
        await("the field has the focus", () -> lookup("#log-filter").isFocused());
        robot.write("call=pread64");
        await(
                "only such lines are there",
                () ->
                        area().getText().contains("pread64(disk0")
                                && !area().getText().contains("write(console"));
        robot.write("x");
        await("a sentence says what is wrong", () -> lookup("#log-wrong").isVisible());
        assertThat(text("#log-wrong")).contains("not one of the twelve");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await("all lines are back", () -> area().getText().contains("write(console"));
        assertThat(onScreen(() -> lookup("#log-wrong").isVisible())).isFalse();
    }

    @Test
    void aPausedLogStandsStillAndGoesOnWithWhatCameMeanwhile() {
        openLog();
        await("there are lines", () -> area().getText().contains("write(console"));
        robot.clickOn("#log-pause");
        await("it says so", () -> text("#log-kept").startsWith("paused"));
        rig.type("echo fresh", "\nfresh");
        await(
                "the machine's calls are remembered",
                () -> tab.panel().model().log().status().held() > 0);
        assertThat(onScreen(() -> area().getText())).doesNotContain("echo fresh");
        robot.clickOn("#log-pause");
        await("they are there", () -> area().getText().contains("typed: echo fresh"));
    }

    @Test
    void aLineShowsItsMomentOnTheChartAndAClickThereGoesToItsLine() {
        openLog();
        await("there are lines", () -> area().getText().contains("write(console"));
        onScreen(() -> {
            area().requestFocus();
            area().moveTo(3, 0);
            return true;
        });
        await("the chart points at it", () -> timeline().pointed().isPresent());
        long first = onScreen(() -> tab.panel().model().log().line(3).atNanos());
        assertThat(onScreen(() -> timeline().pointed().orElseThrow())).isEqualTo(first);
        assertThat(onScreen(() -> tab.panel().model().log().following())).isFalse();
        Bounds plot = plot();
        robot.clickOn(at(plot, 0.3), MouseButton.PRIMARY); // calls came after that
        await("another moment is pointed at", () -> timeline().pointed().orElse(0) != first);
        await(
                "the caret is at its line",
                () ->
                        area().getCurrentParagraph()
                                == tab.panel()
                                        .model()
                                        .log()
                                        .lineAt(timeline().pointed().orElseThrow())
                                        .orElse(-1));
    }

    @Test
    void theLogOfASpanHasItsCallsOnly() {
        openLog();
        await("there are lines", () -> area().getText().contains("write(console"));
        onScreen(() -> {
            timeline().choose(new RunSpan(0, 1));
            return true;
        });
        await("it says of how many", () -> text("#log-sampling").contains("calls of this span"));
        await("only the first are there", () -> !area().getText().contains("typed: ls"));
        String said = text("#log-sampling");
        assertThat(said.split(" ", -1)[0]).isEqualTo(said.split(" ", -1)[2]);
    }

    @Test
    void theFlowTellsHowManyGuestCallsAskedTheHost() {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DIGIT3)
                .release(KeyCode.DIGIT3, KeyCode.SHIFT, KeyCode.CONTROL);
        await(
                "a sentence says it",
                () -> text("#flow-headline").matches("[\\d\u00a0]+ guest calls, .* host calls\\."));
        await("the lesson is drawn", () -> text("#flow-lesson").startsWith("At most 1 in "));
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        await("an arrow explains", () -> text("#flow-explain").contains("answered by the guest"));
        robot.clickOn("#flow-table-switch");
        await("the table is there", () -> table().isVisible() && !table().getItems().isEmpty());
        robot.clickOn("#flow-copy");
        await(
                "text is in the clipboard",
                () ->
                        Clipboard.getSystemClipboard().getString() != null
                                && Clipboard.getSystemClipboard()
                                        .getString()
                                        .contains("Guest call\tHost call"));
    }

    private void openLog() {
        onScreen(() -> {
            tab.panel().open(HostCallsView.LOG);
            return true;
        });
    }

    private Timeline timeline() {
        return tab.panel().model().timeline();
    }

    private Button chip() {
        return (Button) lookup("#span-chip");
    }

    private StyledTextArea<?, ?> area() {
        return (StyledTextArea<?, ?>) lookup("#log-lines");
    }

    private TableView<?> table() {
        return (TableView<?>) lookup("#flow-table");
    }

    private Node lookup(String selector) {
        return rig.stage().getScene().lookup(selector);
    }

    private String text(String selector) {
        return onScreen(() -> ((Label) lookup(selector)).getText());
    }

    private Bounds plot() {
        return onScreen(() -> {
            Node plot = lookup("#rate-chart");
            return plot.localToScreen(plot.getBoundsInLocal());
        });
    }

    /** A place in the plot, below its flags. */
    private static Point2D at(Bounds plot, double share) {
        return new Point2D(
                plot.getMinX() + plot.getWidth() * share, plot.getMinY() + plot.getHeight() * 0.55);
    }
}
