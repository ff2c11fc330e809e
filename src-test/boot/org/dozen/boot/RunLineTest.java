// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.preference.StartChoice;
import org.dozen.app.start.RunLine;
import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImportRequest;
import org.dozen.engine.workshop.WorkProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line that the window shows to be copied, given to a real shell. */
final class RunLineTest {
    @TempDir Path folder;

    @Test
    void aCopiedLineDoesWhatWasChosen() throws Exception {
        Path launcher = Built.launcher();
        Path images = folder.resolve("data/dozen/images");
        StartChoice choice =
                StartChoice.USUAL
                        .withMemory(80)
                        .withChanges(StartChoice.Changes.KEEP, "kept")
                        .withRun(
                                StartChoice.Run.LINE,
                                "touch \"/root/it's $((6 * 7)) & more\"; grep -c '' /dev/vdb")
                        .withKernelWords("loglevel=2");
        try (VmEngine engine =
                VmEngine.open(
                        new EngineDirectories(
                                images,
                                folder.resolve("running"),
                                Built.file("dozen-vm"),
                                Built.file("starter.ext4")))) {
            Image image =
                    engine.workshop()
                            .bringIn(
                                    ImportRequest.of(Built.file("guest/starter").toString(), "work")
                                            .withOwnFilesAsRoot(true),
                                    WorkProgress.NONE);
            Path disk = Files.writeString(folder.resolve("a disk's"), "\n".repeat(4096));
            String line =
                    RunLine.quoted(
                            RunLine.words(
                                    image,
                                    true,
                                    choice.withDisks(
                                            List.of(new StartChoice.Disk(disk.toString(), true)))));

            assertThat(shell(launcher, line)).contains("4096");

            assertThat(names(engine, engine.images().resolve("kept")))
                    .containsExactly("it's 42 & more");
            assertThat(names(engine, image)).isEmpty();
        }
    }

    private static List<String> names(VmEngine engine, Image image) {
        try (ImageFiles files = engine.workshop().look(image)) {
            return files.list("/root").stream().map(FileEntry::name).toList();
        }
    }

    private String shell(Path launcher, String line) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", "dozen() { \"$DOZEN\" \"$@\"; }; " + line)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("DOZEN", launcher.toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(line + "\n" + said).isZero();
        return said;
    }
}
