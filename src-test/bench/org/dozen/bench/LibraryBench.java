// SPDX-License-Identifier: Apache-2.0
package org.dozen.bench;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.ScrollEvent;

import org.dozen.app.fx.Pulse;
import org.dozen.app.library.LibraryViewModel;
import org.dozen.engine.image.Image;
import org.dozen.ui.WindowRig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A library of a thousand images: how long until the window shows it, and whether it scrolls at
 * sixty frames a second. Needs no display when run on JavaFX's headless platform.
 */
public final class LibraryBench {
    private static final int IMAGES = 1000;
    private static final int SCROLL_SECONDS = 5;
    private static final int LOOKS = 7;
    private static final double PIXELS = 120;
    private static final int TURN = 120;

    private LibraryBench() {}

    /** Prints one table; takes about a minute. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("| a library of " + IMAGES + " images | |");
        System.out.println("|---|---|");
        try (WindowRig rig =
                WindowRig.open(
                        WindowRig.build(),
                        "starter.ext4",
                        now -> now.withWindow(1280, 800, false))) {
            fill(rig);
            LibraryViewModel model = rig.window().library();
            reload(rig);
            WindowRig.await("all are listed", () -> model.count() == IMAGES + 1);
            WindowRig.await(
                    "the systems in them have been looked at, once",
                    () -> model.shown().stream().allMatch(entry -> entry.about().certain()));
            WindowRig.rest(2000);
            first(rig);
            again(rig);
            search(rig);
            scroll(rig, "the list", rig.node(Control.class, "#image-table"));
            ToggleButton grid = rig.node(ToggleButton.class, "#library-grid");
            WindowRig.onScreen(() -> {
                grid.fire();
                return true;
            });
            WindowRig.rest(1000);
            scroll(rig, "the grid", rig.node(Control.class, "#image-grid"));
        }
        System.exit(0);
    }

    /** One image, copied; every other one has notes. */
    private static void fill(WindowRig rig) throws IOException {
        Image one = rig.engine().workshop().make("image-0000", "ext4", 8L << 20, false);
        byte[] start = Files.readAllBytes(one.path());
        Path folder = rig.engine().images().folder();
        for (int i = 1; i < IMAGES; i++) {
            String name = String.format(Locale.ROOT, "image-%04d", i);
            try (var file =
                    new java.io.RandomAccessFile(folder.resolve(name + ".ext4").toFile(), "rw")) {
                file.setLength(start.length);
                file.write(start, 0, 64 << 10);
            }
            if (i % 2 == 0) {
                rig.engine()
                        .workshop()
                        .notes()
                        .update(
                                name,
                                notes ->
                                        notes.withTags(List.of("web", "talk"))
                                                .withLastRun(Instant.now()));
            }
        }
    }

    private static void reload(WindowRig rig) {
        WindowRig.onScreen(() -> {
            rig.window().library().reload();
            return true;
        });
    }

    /**
     * A program that has just started has nothing in memory: another engine over the same folder.
     */
    private static void first(WindowRig rig) {
        long begin = System.nanoTime();
        try (org.dozen.engine.VmEngine fresh =
                org.dozen.engine.VmEngine.open(rig.engine().directories())) {
            List<Image> images = fresh.images().list();
            fresh.catalogue().of(images);
        }
        print("read by an engine that has just begun", millis(System.nanoTime() - begin));
    }

    /** From asking to rows that are laid out and drawn. */
    private static void again(WindowRig rig) {
        long least = Long.MAX_VALUE;
        long spent = Long.MAX_VALUE;
        long[] all = new long[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            WindowRig.onScreen(() -> {
                rig.window().library().search().set("nothing is called that");
                return true;
            });
            WindowRig.rest(300);
            long before = processorNanos();
            long begin = System.nanoTime();
            List<Image> images = rig.engine().images().list();
            rig.engine().catalogue().of(images);
            WindowRig.onScreen(() -> {
                rig.window().library().search().set("");
                rig.stage().getScene().snapshot(null);
                return true;
            });
            all[i] = System.nanoTime() - begin;
            least = Math.min(least, all[i]);
            spent = Math.min(spent, processorNanos() - before);
        }
        java.util.Arrays.sort(all);
        print(
                "folder read, list filled, laid out and drawn (aim 200 ms)",
                millis(all[LOOKS / 2])
                        + " median, "
                        + millis(least)
                        + " least, of that processor "
                        + millis(spent));
    }

    private static void search(WindowRig rig) {
        long begin = System.nanoTime();
        WindowRig.onScreen(() -> {
            rig.window().library().search().set("image-07 web");
            rig.stage().getScene().snapshot(null);
            return true;
        });
        print("a search, laid out and drawn", millis(System.nanoTime() - begin));
        WindowRig.onScreen(() -> {
            rig.window().library().search().set("");
            return true;
        });
        WindowRig.rest(500);
    }

    /** As by a wheel: three rows of the list a frame, down and up again. */
    private static void scroll(WindowRig rig, String what, Control list) {
        wheel(rig, list); // what has just begun is compiled meanwhile
        WindowRig.rest(500);
        WindowRig.onScreen(() -> rig.window().pulse().takeFigures());
        long before = processorNanos();
        wheel(rig, list);
        Pulse.Figures figures = WindowRig.onScreen(() -> rig.window().pulse().takeFigures());
        long spent = processorNanos() - before;
        print(
                what + " scrolled (aim 60)",
                String.format(
                        Locale.ROOT,
                        "%.1f frames/s, longest gap %.0f ms, %.1f ms of processor a frame",
                        (double) figures.frames() / SCROLL_SECONDS,
                        figures.longestGapNanos() / 1e6,
                        spent / 1e6 / Math.max(1, figures.frames())));
    }

    private static void wheel(WindowRig rig, Control list) {
        int[] frames = {0};
        Node flow = WindowRig.onScreen(() -> list.lookup(".virtual-flow"));
        var going =
                WindowRig.onScreen(() ->
                        rig.window()
                                .pulse()
                                .add(now ->
                                        Event.fireEvent(
                                                flow,
                                                wheel(
                                                        frames[0]++ / TURN % 2 == 0
                                                                ? -PIXELS
                                                                : PIXELS))));
        WindowRig.rest(SCROLL_SECONDS * 1000L);
        WindowRig.onScreen(() -> {
            going.unsubscribe();
            return true;
        });
    }

    private static ScrollEvent wheel(double by) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                100,
                100,
                100,
                100,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                by,
                0,
                by,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    /** Of the whole program: a busy host takes time from the clock, not from this. */
    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
    }

    private static void print(String what, String figure) {
        System.out.println("| " + what + " | " + figure + " |");
    }
}
