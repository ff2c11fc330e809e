// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import javafx.scene.Scene;
import javafx.scene.control.Button;

import org.dozen.app.MachineTab;
import org.dozen.app.fx.PngFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the pictures of the documentation from the real window with real machines. Regenerate them
 * with {@code mvn -Ppictures -DskipTests verify}.
 */
public final class Pictures {
    private static final String WORK = "for d in /bin /etc /usr; do ls -l $d | wc -l; done";

    private Pictures() {}

    /** The first argument is the folder for the pictures, others name those that are wanted. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "docs/images");
        if (arguments.length > 1) {
            some(folder, List.of(arguments));
            System.exit(0);
        }
        window(folder, true);
        window(folder, false);
        otherSizes(folder);
        library(folder, true);
        library(folder, false);
        panel(folder, true);
        panel(folder, false);
        time(folder, true);
        time(folder, false);
        fast(folder);
        files(folder, true);
        files(folder, false);
        start(folder, true);
        start(folder, false);
        System.exit(0);
    }

    private static void some(Path folder, List<String> wanted) throws IOException {
        for (boolean dark : new boolean[] {true, false}) {
            if (wanted.contains("files")) {
                files(folder, dark);
            }
            if (wanted.contains("start")) {
                start(folder, dark);
            }
            if (wanted.contains("present") && !dark) {
                presenting(folder);
            }
            if (wanted.contains("library")) {
                library(folder, dark);
            }
            if (wanted.contains("window")) {
                window(folder, dark);
            }
        }
    }

    private static void window(Path folder, boolean dark) throws IOException {
        String theme = dark ? "-dark.png" : "-light.png";
        try (WindowRig rig = rig(dark, 1440, 900)) {
            WindowRig.rest(1500);
            rig.picture(folder.resolve("welcome" + theme));
            MachineTab tab = busy(rig);
            rig.picture(folder.resolve("window" + theme));
            if (Boolean.getBoolean("all")) {
                popover(rig, "#status-boot", folder.resolve("boot" + theme));
                press(rig, "#settings");
                WindowRig.rest(400);
                rig.picture(folder.resolve("settings" + theme));
                press(rig, "#settings");
                WindowRig.onScreen(() -> {
                    tab.tab().requestClose();
                    return true;
                });
                rig.choose(Path.of("/etc/hostname"));
                press(rig, "#page-import");
                WindowRig.rest(900);
                rig.picture(folder.resolve("question" + theme));
                press(rig, "#question-no");
            }
            WindowRig.onScreen(() -> {
                tab.panel().focus();
                return true;
            });
            WindowRig.rest(400);
            rig.picture(folder.resolve("explained" + theme));
            rig.type("escape socket", "refused by");
            rig.type("escape execve", "execve (59)");
            WindowRig.await("both are shown", () -> tab.panel().model().refused().size() == 2);
            WindowRig.rest(1200);
            WindowRig.onScreen(() -> {
                tab.terminal().focus();
                return true;
            });
            WindowRig.rest(700);
            rig.picture(folder.resolve("refused" + theme));
            keys(rig, folder.resolve("keys" + theme));
            rig.type("poweroff", "poweroff");
            WindowRig.await("the machine has ended", () -> !tab.model().machine().state().active());
            WindowRig.rest(700);
            rig.picture(folder.resolve("ended" + theme));
        }
    }

    private static void panel(Path folder, boolean dark) throws IOException {
        try (WindowRig rig = rig(dark, 1440, 900)) {
            MachineTab tab = busy(rig);
            new PanelPictures(rig, tab, folder, dark ? "-dark.png" : "-light.png").take();
        }
    }

    private static void start(Path folder, boolean dark) throws IOException {
        try (WindowRig rig = rig(dark, 1440, 900)) {
            new FilePictures(rig, folder, dark ? "-dark.png" : "-light.png").takeStart();
        }
    }

    private static void files(Path folder, boolean dark) throws IOException {
        try (WindowRig rig = rig(dark, 1440, 900)) {
            new FilePictures(rig, folder, dark ? "-dark.png" : "-light.png").take();
        }
    }

    private static void library(Path folder, boolean dark) throws IOException {
        try (WindowRig rig = rig(dark, 1440, 900)) {
            new LibraryPictures(rig, folder, dark ? "-dark.png" : "-light.png").take();
        }
    }

    private static void time(Path folder, boolean dark) throws IOException {
        try (WindowRig rig = rig(dark, 1440, 900)) {
            MachineTab tab = busy(rig);
            new TimePictures(rig, tab, folder, dark ? "-dark.png" : "-light.png").take();
        }
    }

    private static void fast(Path folder) throws IOException {
        try (WindowRig rig =
                WindowRig.open(
                        WindowRig.build(),
                        "tests.ext4",
                        now -> now.withDark(true).withWindow(1440, 900, false))) {
            TimePictures.fast(rig, rig.bootShipped(), folder.resolve("log-fast-dark.png"));
        }
    }

    private static void otherSizes(Path folder) throws IOException {
        try (WindowRig rig = rig(true, 1920, 1080)) {
            busy(rig);
            rig.picture(folder.resolve("wide-dark.png"));
        }
        try (WindowRig rig = rig(true, 900, 620)) {
            busy(rig);
            rig.picture(folder.resolve("narrow-dark.png"));
        }
        presenting(folder);
    }

    private static void presenting(Path folder) throws IOException {
        try (WindowRig rig = rig(false, 1440, 900)) {
            busy(rig);
            press(rig, "#present");
            WindowRig.rest(700);
            rig.picture(folder.resolve("present-light.png"));
        }
    }

    private static WindowRig rig(boolean dark, double width, double height) throws IOException {
        return WindowRig.open(
                WindowRig.build(),
                "starter.ext4",
                now -> now.withDark(dark).withWindow(width, height, false));
    }

    /** Two machines; the shown one has had something to do. */
    private static MachineTab busy(WindowRig rig) {
        WindowRig.rest(1000);
        rig.bootShipped();
        MachineTab tab = rig.bootShipped();
        WindowRig.rest(900);
        rig.type("ls -l /", "lost+found");
        WindowRig.rest(1400);
        rig.type(WORK, "\n");
        WindowRig.rest(1300);
        rig.type("find / -xdev -type f | xargs cat | md5sum", " -");
        WindowRig.rest(1700);
        WindowRig.await(
                "the rows have come to rest",
                () ->
                        tab.panel().model().rows().stream()
                                .allMatch(row -> row.place() == row.rank()));
        return tab;
    }

    private static void popover(WindowRig rig, String button, Path file) throws IOException {
        press(rig, button);
        WindowRig.rest(700);
        Scene over = rig.over();
        PngFile.write(WindowRig.onScreen(() -> over.snapshot(null)), file);
        WindowRig.onScreen(() -> {
            over.getWindow().hide();
            return true;
        });
    }

    private static void keys(WindowRig rig, Path file) throws IOException {
        press(rig, "#shortcuts");
        WindowRig.rest(400);
        rig.picture(file);
        press(rig, "#shortcuts");
        WindowRig.rest(200);
    }

    private static void press(WindowRig rig, String button) {
        Button found = rig.node(Button.class, button);
        WindowRig.onScreen(() -> {
            found.fire();
            return true;
        });
    }
}
