// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;

import org.dozen.app.MachineTab;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.StartConfig;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.ImportRequest;
import org.dozen.engine.workshop.WorkProgress;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Pictures of the library: list, grid, the form for a new image, maintenance. */
final class LibraryPictures {
    private final WindowRig rig;
    private final Path folder;
    private final String theme;

    LibraryPictures(WindowRig rig, Path folder, String theme) {
        this.rig = rig;
        this.folder = folder;
        this.theme = theme;
    }

    void take() throws IOException {
        fill();
        MachineTab tab = boot("shop", "ls -l /etc", "passwd");
        boot("redis-lab", "cat /etc/os-release", "NAME");
        poweroff();
        boot("starter", "ls /", "lost+found");
        poweroff();
        WindowRig.onScreen(() -> {
            rig.window().library().select(null);
            rig.window().library().reload();
            return true;
        });
        WindowRig.rest(1500);
        select("shop");
        press("#tab-home");
        WindowRig.rest(1200);
        rig.picture(folder.resolve("library" + theme));
        toggle("#library-grid");
        WindowRig.rest(1200);
        rig.picture(folder.resolve("library-grid" + theme));
        toggle("#library-list");
        care();
        forms();
        WindowRig.onScreen(() -> {
            tab.model().forceStop();
            return true;
        });
    }

    private void care() throws IOException {
        select("damaged-site");
        Button check = rig.node(Button.class, "#care-check");
        WindowRig.onScreen(() -> {
            check.fire();
            return true;
        });
        WindowRig.await(
                "the check has ended",
                () -> rig.stage().getScene().lookup("#care-outcome") != null);
        WindowRig.onScreen(() -> {
            Node pane = rig.stage().getScene().lookup("#image-pane");
            ((javafx.scene.control.ScrollPane) pane).setVvalue(1);
            return true;
        });
        WindowRig.rest(700);
        rig.picture(folder.resolve("library-check" + theme));
    }

    private void forms() throws IOException {
        for (String kind : List.of("registry", "recipe", "file", "empty")) {
            WindowRig.onScreen(() -> {
                rig.window().createImage();
                return true;
            });
            WindowRig.await(
                    "the form is there", () -> rig.stage().getScene().lookup("#new-page") != null);
            toggle("#new-" + kind);
            if (kind.equals("registry")) {
                TextField name = rig.node(TextField.class, "#new-container");
                WindowRig.onScreen(() -> {
                    name.setText("alpine:3.22");
                    return true;
                });
            }
            WindowRig.rest(500);
            rig.picture(folder.resolve("new-" + kind + theme));
            Button cancel = rig.node(Button.class, "#new-cancel");
            WindowRig.onScreen(() -> {
                cancel.fire();
                return true;
            });
        }
    }

    /** Images as people have them, made here. */
    private void fill() throws IOException {
        ImageWorkshop workshop = rig.engine().workshop();
        String[][] systems = {
            {"shop", "Alpine Linux v3.22", "web, demo"},
            {"redis-lab", "Debian GNU/Linux 12 (bookworm)", "redis"},
            {"build-box", "Fedora Linux 42", "work"},
            {"lecture-3", "Ubuntu 24.04.2 LTS", "teaching"},
            {"damaged-site", "Debian GNU/Linux 11 (bullseye)", ""},
        };
        Image starter = rig.engine().images().list().getFirst();
        int days = 0;
        for (String[] each : systems) {
            Path root = Files.createTempDirectory("root");
            Files.createDirectories(root.resolve("etc"));
            Files.writeString(root.resolve("etc/os-release"), "PRETTY_NAME=\"" + each[1] + "\"\n");
            Files.writeString(root.resolve("etc/motd"), "welcome\n".repeat(40_000 * (days + 1)));
            boolean boots = days < 2;
            if (boots) {
                Image copy = workshop.duplicate(starter, each[0], WorkProgress.NONE);
                workshop.edit(
                        copy,
                        files -> write(files, "PRETTY_NAME=\"" + each[1] + "\"\n"),
                        WorkProgress.NONE);
            } else {
                workshop.bringIn(
                        ImportRequest.of(root.toString(), each[0])
                                .withOwnFilesAsRoot(true)
                                .withBytes((64L + 32L * days) << 20),
                        WorkProgress.NONE);
            }
            int passed = days++;
            workshop.notes()
                    .update(
                            each[0],
                            notes ->
                                    new ImageNotes(
                                            StartConfig.NONE,
                                            notes.origin().isEmpty() || notes.origin().contains("/")
                                                    ? "docker.io/library/" + each[0] + ":latest"
                                                    : notes.origin(),
                                            each[2].isEmpty()
                                                    ? List.of()
                                                    : List.of(each[2].split(", ", -1)),
                                            passed == 0
                                                    ? "The shop of the talk in May. Its database"
                                                            + " is on a disk of its own."
                                                    : "",
                                            Instant.now().minus(Duration.ofHours(20L * passed))));
        }
        workshop.make("scratch-disk", "ext4", 1L << 30, true);
        try (RandomAccessFile file =
                new RandomAccessFile(
                        workshop.folder().resolve("damaged-site.ext4").toFile(), "rw")) {
            file.seek(4096 + 12); // free blocks of the first group
            file.write(new byte[] {7, 7, 7, 7});
        }
        Files.writeString(
                workshop.folder().resolve("letter.img"), "Dear reader, this is no image.\n");
        WindowRig.onScreen(() -> {
            rig.window().library().reload();
            return true;
        });
        WindowRig.await("all are listed", () -> rig.window().library().shown().size() == 8);
    }

    private static void write(ImageFiles files, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        files.make(
                FileEntry.toMake("etc/os-release", FileKind.FILE, 0644, Instant.now())
                        .withSize(bytes.length));
        files.data(bytes, 0, bytes.length);
    }

    private MachineTab boot(String name, String line, String expected) {
        Image image =
                rig.engine().images().list().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        WindowRig.onScreen(() -> {
            rig.window().boot(image);
            return true;
        });
        MachineTab tab = rig.machine();
        WindowRig.await("the prompt is on screen", () -> tab.model().launch().isPainted());
        rig.type(line, expected);
        return tab;
    }

    private void poweroff() {
        MachineTab tab = rig.machine();
        WindowRig.onScreen(() -> {
            tab.model().stop();
            return true;
        });
        WindowRig.await("it has ended", () -> !tab.model().machine().state().active());
        WindowRig.onScreen(() -> {
            tab.tab().requestClose();
            return true;
        });
    }

    private void select(String name) {
        WindowRig.onScreen(() -> {
            rig.window().library().shown().stream()
                    .filter(entry -> entry.name().equals(name))
                    .findFirst()
                    .ifPresent(rig.window().library()::select);
            return true;
        });
    }

    private void toggle(String id) {
        ToggleButton button = rig.node(ToggleButton.class, id);
        WindowRig.onScreen(() -> {
            button.fire();
            return true;
        });
    }

    private void press(String id) {
        Node node = rig.node(Node.class, id);
        WindowRig.onScreen(() -> {
            javafx.event.Event.fireEvent(
                    node,
                    new javafx.scene.input.MouseEvent(
                            javafx.scene.input.MouseEvent.MOUSE_PRESSED,
                            0,
                            0,
                            0,
                            0,
                            javafx.scene.input.MouseButton.PRIMARY,
                            1,
                            false,
                            false,
                            false,
                            false,
                            true,
                            false,
                            false,
                            false,
                            false,
                            false,
                            null));
            return true;
        });
    }
}
