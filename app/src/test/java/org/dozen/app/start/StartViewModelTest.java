// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.preference.PreferenceFile;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.StartChoice;
import org.dozen.engine.image.FileSystemKind;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.Partition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class StartViewModelTest {
    @TempDir Path folder;
    private PreferenceStore preferences;

    StartViewModelTest() {
        preferences = new PreferenceStore(new PreferenceFile(Path.of("unused")), work -> {});
    }

    @BeforeEach
    void store() {
        preferences =
                new PreferenceStore(
                        new PreferenceFile(folder.resolve("preferences")), Runnable::run);
    }

    private Image image(boolean shipped) {
        return new Image(
                "work",
                folder.resolve("work.ext4"),
                FileSystemKind.EXT4,
                "",
                1 << 20,
                1 << 20,
                1 << 20,
                0,
                Instant.EPOCH,
                shipped,
                Partition.WHOLE,
                Optional.empty());
    }

    private StartViewModel model(boolean shipped, String... itsCommand) {
        return new StartViewModel(
                image(shipped),
                new StartViewModel.Surroundings(
                        true, Set.of("work", "taken"), List.of(itsCommand), 1L << 30),
                preferences,
                Runnable::run,
                Runnable::run);
    }

    private StartChoice kept() {
        return preferences.get().start("work");
    }

    @Test
    void whatIsChosenIsKeptAtOnceAndIsThereNextTime() {
        StartViewModel model = model(false);
        assertThat(model.line().get()).isEqualTo("dozen run work");

        model.memory().set("1.5 GB");
        model.writes().set(Writes.KEPT);
        model.keepAs().set("copy");
        model.run().set(StartChoice.Run.LINE);
        model.command().set("make test");
        model.kernelWords().set(" loglevel=7 ");
        model.strict().set(true);
        model.memory().set("768m");

        assertThat(model.faults().get()).isEmpty();
        assertThat(model.line().get())
                .isEqualTo(
                        "dozen run work --memory 768M --changes keep=copy --command 'make test'"
                                + " --append loglevel=7 --strict");
        StartViewModel next = model(false);
        assertThat(next.line().get()).isEqualTo(model.line().get());
        assertThat(next.keepAs().get()).isEqualTo("copy");
        next.reset();
        assertThat(next.line().get()).isEqualTo("dozen run work");
        assertThat(kept()).isEqualTo(StartChoice.USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "'', none",
        "much, none",
        "-5, none",
        "15, little",
        "16, ''",
        "16384 K, ''",
        "1024, ''",
        "1 GiB, ''",
        "1025, much",
        "9999999 GB, much"
    })
    void memoryIsJudgedInWords(String written, String wrong) {
        StartViewModel model = model(false);

        model.memory().set(written);

        String said = model.faults().get().getOrDefault(StartField.MEMORY, "");
        switch (wrong) {
            case "none" -> assertThat(said).contains("no size");
            case "little" -> assertThat(said).contains("16 MB");
            case "much" -> assertThat(said).contains("1 GB in all");
            default -> assertThat(said).isEmpty();
        }
        assertThat(model.line().get().isEmpty()).isEqualTo(!wrong.isEmpty());
        if (!wrong.isEmpty()) {
            assertThat(kept()).isEqualTo(StartChoice.USUAL);
        }
    }

    @Test
    void namesLinesAndWordsAreJudgedWhereTheyCount() {
        StartViewModel model = model(false);
        model.keepAs().set("../x");
        model.command().set("");
        assertThat(model.faults().get()).isEmpty();

        model.writes().set(Writes.KEPT);
        model.run().set(StartChoice.Run.LINE);
        model.kernelWords().set("a\u0007");
        assertThat(model.faults().get())
                .containsOnlyKeys(StartField.KEEP_AS, StartField.COMMAND, StartField.KERNEL_WORDS);
        model.keepAs().set("taken");
        model.command().set("x".repeat(5000));
        model.kernelWords().set("y".repeat(1025));
        assertThat(model.faults().get())
                .hasSize(3)
                .extractingByKey(StartField.KEEP_AS)
                .asString()
                .contains("taken");
        model.command().set("--help");
        model.kernelWords().set("--help");
        assertThat(model.faults().get()).hasSize(3);
        model.keepAs().set("free");
        model.command().set("ls");
        model.kernelWords().set("");
        assertThat(model.faults().get()).isEmpty();
    }

    @Test
    void disksAreLookedAt() throws IOException {
        StartViewModel model = model(false);
        Path disk = Files.writeString(folder.resolve("disk"), "x");
        Path image = Files.writeString(folder.resolve("work.ext4"), "x");

        model.disks().add(new StartChoice.Disk(disk.toString(), false));
        assertThat(model.faults().get()).isEmpty();
        assertThat(model.line().get()).isEqualTo("dozen run work --disk " + disk);
        model.disks().add(new StartChoice.Disk(disk.toString(), true));
        assertThat(fault(model)).contains("twice");
        model.disks().set(1, new StartChoice.Disk(folder.toString(), true));
        assertThat(fault(model)).contains("folder");
        model.disks().set(1, new StartChoice.Disk("/no/such", true));
        assertThat(fault(model)).contains("no file /no/such");
        model.disks().set(1, new StartChoice.Disk(image.toString(), true));
        assertThat(fault(model)).contains("twice");
        model.writes().set(Writes.THROWN_AWAY);
        assertThat(model.faults().get()).isEmpty();
        for (int i = 0; i < 5; i++) {
            Path further = Files.writeString(folder.resolve("further" + i), "x");
            model.disks().add(new StartChoice.Disk(further.toString(), true));
        }
        assertThat(fault(model)).contains("At most 5");
        assertThat(kept().disks()).as("what is wrong with files may pass").hasSize(7);
    }

    private static String fault(StartViewModel model) {
        assertThat(model.faults().get()).containsOnlyKeys(StartField.DISKS);
        return Map.copyOf(model.faults().get()).getOrDefault(StartField.DISKS, "");
    }

    @Test
    void theImagesOwnCommandIsOfferedWhereItHasOne() {
        StartViewModel silent = model(false);
        assertThat(silent.itsCommand()).isEmpty();

        StartViewModel model = model(false, "nginx", "-g", "daemon off;");
        assertThat(model.itsCommand()).isEqualTo("nginx -g 'daemon off;'");
        model.run().set(StartChoice.Run.IMAGE);
        assertThat(model.line().get()).isEqualTo("dozen run work --start");
        assertThat(model(false).run().get())
                .as("an image that says nothing any more")
                .isEqualTo(StartChoice.Run.SHELL);
    }

    @Test
    void theShippedImageIsNeverWritten() {
        StartViewModel model = model(true);

        assertThat(model.writes().get()).isEqualTo(Writes.THROWN_AWAY);
        assertThat(model.line().get()).isEqualTo("dozen run work");
        assertThat(Writes.INTO_IMAGE.possible(true)).isFalse();
        assertThat(Writes.MERGED.possible(true)).isFalse();
        model.writes().set(Writes.KEPT);
        assertThat(model.line().get()).isEqualTo("dozen run work --changes keep=work-kept");
    }
}
