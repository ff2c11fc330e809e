// SPDX-License-Identifier: Apache-2.0
package org.dozen.bench;

import org.dozen.app.MachineTab;
import org.dozen.app.fx.Pulse;
import org.dozen.engine.trace.HostCallSnapshot;
import org.dozen.ui.WindowRig;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the window costs: click to prompt, frames under a storm of host calls, and the terminal's
 * throughput. Needs no display when run on JavaFX's headless platform.
 */
public final class WindowBench {
    private static final int BOOTS = 8;
    private static final int STORM_SECONDS = 5;
    private static final int FLOOD_MEGABYTES = 8;

    private WindowBench() {}

    /** Prints one table; takes about half a minute. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("| the window, without a graphics processor | |");
        System.out.println("|---|---|");
        try (WindowRig rig =
                WindowRig.open(
                        WindowRig.build(), "tests.ext4", now -> now.withWindow(1280, 800, false))) {
            clickToPrompt(rig);
            idle(rig);
            storm(rig);
            flood(rig);
        }
        System.exit(0);
    }

    private static void clickToPrompt(WindowRig rig) {
        WindowRig.rest(1500); // as long as a person takes to find the image
        MachineTab first = rig.bootShipped();
        print("click to prompt on screen, first machine (aim 100 ms)", steps(first));
        List<Duration> others = new ArrayList<>();
        for (int i = 1; i < BOOTS; i++) {
            MachineTab tab = rig.bootShipped();
            others.add(tab.model().launch().toPrompt());
            if (Boolean.getBoolean("steps")) {
                print("  steps", steps(tab) + " boot " + tab.model().status().get().boot());
            }
            tab.model().forceStop();
            WindowRig.await("it has ended", () -> !tab.model().machine().state().active());
            WindowRig.onScreen(() -> {
                tab.tab().requestClose();
                return true;
            });
        }
        others.sort(null);
        print(
                "click to prompt on screen, later machines",
                millis(others.get(others.size() / 2))
                        + " median, "
                        + millis(others.getFirst())
                        + " least");
    }

    private static String steps(MachineTab tab) {
        return millis(tab.model().launch().toPrompt())
                + " (process "
                + millis(tab.model().launch().toSpawn())
                + ", first byte "
                + millis(tab.model().launch().toFirstByte())
                + ")";
    }

    private static void idle(WindowRig rig) {
        WindowRig.rest(1000);
        frames(rig, "frames, idle machine", 3);
    }

    private static void storm(WindowRig rig) {
        MachineTab tab = rig.machine();
        rig.type("/tests/bench/storm & echo storm", "storm");
        WindowRig.rest(500);
        HostCallSnapshot before = tab.model().machine().hostCalls();
        frames(rig, "frames, storm of host calls (aim 60)", STORM_SECONDS);
        HostCallSnapshot after = tab.model().machine().hostCalls();
        double seconds = (after.atNanos() - before.atNanos()) / 1e9;
        print(
                "host calls of the storm",
                String.format(
                        Locale.ROOT,
                        "%.0f/s, %d records lost to the reader",
                        (after.total() - before.total()) / seconds,
                        after.lost() - before.lost()));
        rig.type("kill %1; echo calm", "calm");
    }

    private static void flood(WindowRig rig) {
        MachineTab tab = rig.machine();
        long before = tab.terminal().received();
        long begin = System.nanoTime();
        rig.type(
                "dd if=/dev/zero bs=1k count="
                        + FLOOD_MEGABYTES
                        + "k 2>/dev/null | tr '\\0' 'x' | fold -w 100; echo d''one",
                "done");
        double seconds = (System.nanoTime() - begin) / 1e9;
        long bytes = tab.terminal().received() - before;
        print(
                "terminal, lines of 100",
                String.format(
                        Locale.ROOT,
                        "%.1f MB/s (%d MB)",
                        bytes / 1e6 / seconds,
                        bytes / 1_000_000));
    }

    private static void frames(WindowRig rig, String what, int seconds) {
        WindowRig.onScreen(() -> rig.window().pulse().takeFigures());
        WindowRig.rest(seconds * 1000L);
        Pulse.Figures figures = WindowRig.onScreen(() -> rig.window().pulse().takeFigures());
        print(
                what,
                String.format(
                        Locale.ROOT,
                        "%.1f/s, longest gap %.0f ms, %.2f ms of work a frame",
                        (double) figures.frames() / seconds,
                        figures.longestGapNanos() / 1e6,
                        figures.workNanos() / 1e6 / Math.max(1, figures.frames())));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.0f ms", duration.toNanos() / 1e6);
    }

    private static void print(String what, String figure) {
        System.out.println("| " + what + " | " + figure + " |");
    }
}
