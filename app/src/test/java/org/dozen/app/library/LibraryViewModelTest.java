// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Over the engine's real library of a folder. */
final class LibraryViewModelTest {
    @TempDir Path folder = Path.of("set by the test framework");
    private VmEngine engine = VmEngine.open(EngineDirectories.standard());
    private final List<EngineFailure> failures = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        engine.close();
        Files.createDirectories(folder.resolve("images"));
        engine =
                VmEngine.open(
                        new EngineDirectories(
                                folder.resolve("images"),
                                folder.resolve("scratch"),
                                folder.resolve("none"),
                                folder.resolve("none.ext4")));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aFileThatIsNoImageIsListedAsUnusable() throws IOException {
        Files.writeString(folder.resolve("images/letter.ext4"), "Dear reader");
        LibraryViewModel model = model();
        model.reload();
        assertThat(model.shown()).hasSize(1);
        assertThat(model.shown().getFirst().state()).isEqualTo(ImageState.UNUSABLE);
        assertThat(model.shown().getFirst().details()).isNotBlank();
        assertThat(failures).isEmpty();
    }

    @Test
    void searchingKeepsWhatMatches() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        Files.writeString(folder.resolve("images/beta.ext4"), "b");
        LibraryViewModel model = model();
        model.reload();
        model.search().set("BET");
        assertThat(model.shown()).extracting(ImageEntry::name).containsExactly("beta");
        assertThat(model.selected().get()).isEqualTo(model.shown().getFirst());
        model.search().set("nothing like it");
        assertThat(model.shown()).isEmpty();
        assertThat(model.selected().get()).isNull();
        model.search().set("");
        assertThat(model.shown()).hasSize(2);
    }

    @Test
    void theSelectionSurvivesANewLook() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        Files.writeString(folder.resolve("images/beta.ext4"), "b");
        LibraryViewModel model = model();
        model.reload();
        model.select(model.shown().get(1));
        Files.writeString(folder.resolve("images/another.ext4"), "c");
        model.reload();
        assertThat(model.shown()).hasSize(3);
        assertThat(model.selected().get())
                .extracting(entry -> entry == null ? "" : entry.name())
                .isEqualTo("beta");
    }

    @Test
    void aSourceThatCannotBeUsedIsSaidAndLeavesNothing() throws IOException {
        ImageCopies copies =
                new ImageCopies(engine.workshop(), Runnable::run, Runnable::run, failures::add);
        copies.start(folder.resolve("no-such-file"), "copy", image -> {});
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().sentence()).contains("no-such-file");
        assertThat(copies.job().get()).isNull();
        try (var left = Files.list(folder.resolve("images"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatIsRemovedComesBack() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        ImageChores chores =
                new ImageChores(engine.workshop(), Runnable::run, Runnable::run, failures::add);
        LibraryViewModel model = model();
        model.reload();
        chores.rename(model.shown().getFirst().image(), "beta");
        model.reload();
        assertThat(model.shown()).extracting(ImageEntry::name).containsExactly("beta");
        chores.remove(model.shown().getFirst().image());
        model.reload();
        assertThat(model.shown()).isEmpty();
        assertThat(chores.removed().get()).isNotNull();
        chores.undo();
        model.reload();
        assertThat(model.shown()).extracting(ImageEntry::name).containsExactly("beta");
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "disk.img,disk",
        "root.tar.gz,root",
        "my disk (1).ext4,my-disk-1",
        ".hidden.img,hidden",
        "Starter.ext4,Starter-2",
        "***,image"
    })
    void aNameIsMadeOfTheFilesName(String file, String name) {
        assertThat(ImageCopies.freeName(file, Set.of("starter"))).isEqualTo(name);
    }

    private LibraryViewModel model() {
        return new LibraryViewModel(
                engine.images(),
                Runnable::run,
                Runnable::run,
                image -> ImageState.STOPPED,
                failures::add);
    }
}
