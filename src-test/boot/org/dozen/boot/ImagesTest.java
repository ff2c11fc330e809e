// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.StartConfig;
import org.dozen.engine.machine.BootSettings;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.workshop.HostFiles;
import org.dozen.engine.workshop.ImportRequest;
import org.dozen.engine.workshop.WorkProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Images that were brought in or made are booted. */
final class ImagesTest {
    @TempDir Path folder;
    private VmEngine engine;

    @BeforeEach
    void open() {
        engine =
                VmEngine.open(
                        new EngineDirectories(
                                folder.resolve("images"),
                                folder.resolve("running"),
                                Built.file("dozen-vm"),
                                Built.file("starter.ext4")));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** The starter's files, brought in as a folder. */
    private Image system(String name) {
        Path tree = Built.file("guest/starter");
        return engine.workshop()
                .bringIn(
                        ImportRequest.of(tree.toString(), name).withOwnFilesAsRoot(true),
                        WorkProgress.NONE);
    }

    private Image withoutInit(String name) {
        return engine.workshop()
                .edit(system(name), files -> files.remove("/bin/init"), WorkProgress.NONE);
    }

    private String run(Image image, UnaryOperator<MachineSettings> settings)
            throws IOException, InterruptedException {
        try (Machine machine = engine.machine(settings.apply(MachineSettings.of(image)))) {
            return run(machine);
        }
    }

    private static String run(Machine machine) throws IOException, InterruptedException {
        machine.start(ConsoleSize.USUAL);
        byte[] said = machine.console().orElseThrow().output().readAllBytes();
        assertThat(machine.awaitEnd(Guest.PATIENCE)).isTrue();
        assertThat(machine.ending().orElseThrow().failure()).isEmpty();
        return new String(said, StandardCharsets.UTF_8);
    }

    private List<String> names(Image image, String path) {
        try (ImageFiles files = engine.workshop().look(image)) {
            return files.list(path).stream().map(FileEntry::name).toList();
        }
    }

    private static void assertWhole(Image image) throws IOException, InterruptedException {
        Process check =
                new ProcessBuilder(
                                Built.program("e2fsck").toString(), "-fn", image.path().toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    @Test
    void whatWasBroughtInBootsByItself() throws Exception {
        Image image = system("own");

        String said =
                run(image, settings -> settings.withCommand("echo here > /root/x; cat /root/x"));

        assertThat(said).contains("here");
        assertWhole(image);
        assertThat(names(image, "/root")).containsExactly("x");
    }

    @Test
    void anImageWithoutInitGetsOursAndIsNotGivenIt() throws Exception {
        Image image = withoutInit("bare");

        String said =
                run(
                        image,
                        settings ->
                                settings.withCommand(
                                        "cat /proc/1/comm /proc/mounts; ls -d /sbin/init"));

        assertThat(said).contains("init\n").contains("/dev/vda / ext4 rw");
        assertThat(names(image, "/bin")).contains("busybox").doesNotContain("init");
        assertThat(names(image, "/")).doesNotContain("image", "init");
        assertWhole(image);
        assertThat(run(image, settings -> settings.withReadOnly(true).withCommand("echo seen")))
                .contains("seen");
    }

    @Test
    void anImagesOwnCommandRunsAsItSays() throws Exception {
        Image image = withoutInit("container");
        engine.workshop()
                .notes()
                .put(
                        "container",
                        ImageNotes.NONE.withStart(
                                new StartConfig(
                                        List.of("sh", "-c", "id; pwd; echo \"[$A]\"; exit 3"),
                                        List.of("PATH=/bin", "A=b c"),
                                        "/var/log",
                                        "7:8")));
        MachineSettings settings =
                MachineSettings.of(image).withBoot(BootSettings.USUAL.withImageCommand(true));
        try (Machine machine = engine.machine(settings)) {
            String said = run(machine);

            assertThat(said)
                    .contains("uid=7")
                    .contains("gid=8")
                    .contains("/var/log")
                    .contains("[b c]");
            assertThat(machine.ending().orElseThrow().commandStatus()).hasValue(3);
        }
        assertThatThrownBy(() ->
                        run(
                                system("silent"),
                                each -> each.withBoot(BootSettings.USUAL.withImageCommand(true))))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("does not say");
    }

    @Test
    void changesAreThrownAwayKeptOrMerged() throws Exception {
        Image image = system("base");
        MachineSettings settings =
                MachineSettings.of(image)
                        .withCommand("echo new > /root/new")
                        .withBoot(BootSettings.USUAL.withThrowAway(true));
        try (Machine machine = engine.machine(settings)) {
            run(machine);
            assertThat(names(image, "/root")).isEmpty();
            Image kept = engine.workshop().adopt("kept", machine::saveDisk);
            assertThat(names(kept, "/root")).containsExactly("new");
            assertWhole(kept);
            Image merged = engine.workshop().replace(image, machine::saveDisk);
            assertThat(names(merged, "/root")).containsExactly("new");
            assertThatThrownBy(() -> engine.workshop().replace(image, machine::saveDisk))
                    .hasMessageContaining("changed by somebody else");
        }
        assertThat(engine.images().list().stream().map(Image::name))
                .containsExactly("starter", "base", "kept");
    }

    @Test
    void furtherDisksAreThere() throws Exception {
        Image data = engine.workshop().make("data", "ext4", 16 << 20, false);
        Path file = Files.writeString(folder.resolve("file"), "from the second disk");
        engine.workshop()
                .edit(
                        data,
                        files -> HostFiles.copyIn(files, file, "/file", 0, 0),
                        WorkProgress.NONE);
        BootSettings boot =
                BootSettings.USUAL.withDisks(
                        List.of(new BootSettings.ExtraDisk(data.path(), true)));

        for (Image image : List.of(system("own"), withoutInit("bare"))) {
            String said =
                    run(
                            image,
                            settings ->
                                    settings.withBoot(boot)
                                            .withCommand(
                                                    "mount -o ro /dev/vdb /mnt; cat /mnt/file"));
            assertThat(said).contains("from the second disk");
        }
    }

    @Test
    void aPartitionBoots() throws Exception {
        Image image = engine.workshop().make("disk", "ext4", 64 << 20, true);
        Path tree = Built.file("guest/starter");
        image =
                engine.workshop()
                        .edit(
                                image,
                                files -> {
                                    HostFiles.copyIn(files, tree, "/tree", 0, 0);
                                    for (FileEntry each : files.list("/tree")) {
                                        files.rename("/tree/" + each.name(), "/" + each.name());
                                    }
                                },
                                WorkProgress.NONE);

        assertThat(run(image, settings -> settings.withCommand("cat /proc/mounts")))
                .contains("/ ext4 rw");
    }
}
