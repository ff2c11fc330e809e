// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.dozen.app.MachineTab;
import org.dozen.app.hostcalls.HostCallsView;
import org.dozen.app.hostcalls.chart.RunSpan;
import org.dozen.app.hostcalls.chart.Timeline;

import java.io.IOException;
import java.nio.file.Path;

/** Pictures of a run over time: the chart, a chosen span, the log, the flow. */
final class TimePictures {
    private static final long SECOND = 1_000_000_000L;

    private final WindowRig rig;
    private final MachineTab tab;
    private final Path folder;
    private final String theme;

    TimePictures(WindowRig rig, MachineTab tab, Path folder, String theme) {
        this.rig = rig;
        this.tab = tab;
        this.folder = folder;
        this.theme = theme;
    }

    /** Takes them all. The machine has had commands typed, the last one a busy one. */
    void take() throws IOException {
        rig.type("escape socket", "refused by");
        WindowRig.rest(900);
        RunSpan busy = aroundTheBusiest();
        double end = WindowRig.onScreen(() -> timeline().end());
        pointAt("#rate-chart", (busy.fromNanos() + 0.3 * SECOND) / end, 0.5);
        picture("over-time");
        choose(busy);
        pointAway("#rate-chart");
        picture("span");
        open(HostCallsView.FLOW);
        picture("flow-span");
        chooseAll();
        WindowRig.onScreen(() -> {
            tab.panel().flow().pointAtBusiest();
            return true;
        });
        picture("flow");
        press("#flow-table-switch");
        picture("flow-table");
        press("#flow-table-switch");
        open(HostCallsView.LOG);
        WindowRig.rest(600);
        picture("log");
        WindowRig.onScreen(() -> {
            tab.panel().chart().model().window().show(busy);
            tab.panel().model().timeline().point(busy.fromNanos() + busy.length() / 2);
            return true;
        });
        picture("log-moment");
        WindowRig.onScreen(() -> {
            tab.panel().log().find("call=pread64,pwrite64 time>5us");
            tab.panel().chart().model().window().showWhole();
            return true;
        });
        picture("log-filtered");
        WindowRig.onScreen(() -> {
            tab.panel().log().find("");
            timeline().pointAway();
            return true;
        });
        open(HostCallsView.CALLS);
    }

    /** A machine that makes more calls than a screen can show. */
    static void fast(WindowRig rig, MachineTab tab, Path file) throws IOException {
        WindowRig.onScreen(() -> {
            tab.panel().showPage(HostCallsView.LOG);
            return true;
        });
        rig.type("/tests/bench/storm & echo storm", "storm");
        WindowRig.rest(6000);
        rig.picture(file);
        rig.type("kill %1; echo calm", "calm");
    }

    private void picture(String name) throws IOException {
        WindowRig.rest(900);
        rig.picture(folder.resolve(name + theme));
    }

    private Timeline timeline() {
        return tab.panel().model().timeline();
    }

    /** A little more than a second around the most calls of the run, after its boot. */
    private RunSpan aroundTheBusiest() {
        return WindowRig.onScreen(() -> {
            long best = 2 * SECOND;
            long most = -1;
            for (long at = SECOND; at < timeline().end(); at += SECOND / 10) {
                long calls = timeline().source().orElseThrow().span(at, at + SECOND / 10).total();
                if (calls > most) {
                    most = calls;
                    best = at;
                }
            }
            return new RunSpan(best - 3 * SECOND / 10, best + 9 * SECOND / 10);
        });
    }

    private void choose(RunSpan span) {
        WindowRig.onScreen(() -> {
            timeline().choose(span);
            return true;
        });
    }

    private void chooseAll() {
        WindowRig.onScreen(() -> {
            timeline().chooseAll();
            return true;
        });
    }

    private void open(int page) {
        WindowRig.onScreen(() -> {
            tab.panel().showPage(page);
            return true;
        });
    }

    private void press(String selector) {
        Button button = rig.node(Button.class, selector);
        WindowRig.onScreen(() -> {
            button.fire();
            return true;
        });
    }

    /** Moves the pointer over a part of the window, without one. */
    private void pointAt(String selector, double across, double down) {
        Node node = rig.node(Node.class, selector);
        WindowRig.onScreen(() -> {
            double x = node.getLayoutBounds().getWidth() * across;
            double y = node.getLayoutBounds().getHeight() * down;
            Point2D there = node.localToScene(x, y);
            Event.fireEvent(node, pointer(MouseEvent.MOUSE_MOVED, there.getX(), there.getY()));
            return true;
        });
    }

    private void pointAway(String selector) {
        Node node = rig.node(Node.class, selector);
        WindowRig.onScreen(() -> {
            Event.fireEvent(node, pointer(MouseEvent.MOUSE_EXITED, 0, 0));
            return true;
        });
    }

    private static MouseEvent pointer(EventType<MouseEvent> type, double x, double y) {
        boolean no = false;
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.NONE,
                0,
                no,
                no,
                no,
                no,
                no,
                no,
                no,
                no,
                no,
                no,
                null);
    }
}
