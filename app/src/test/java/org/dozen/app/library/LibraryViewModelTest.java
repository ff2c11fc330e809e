// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.ImageNotes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
    void whatIsRemovedComesBack() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        ImageChores chores =
                new ImageChores(engine.workshop(), Runnable::run, Runnable::run, failures::add);
        LibraryViewModel model = model();
        model.reload();
        chores.rename(model.shown().getFirst().image(), "beta", () -> {});
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

    @Test
    void everyColumnSortsBothWays() throws IOException {
        Files.write(folder.resolve("images/alpha.ext4"), new byte[3000]);
        Files.write(folder.resolve("images/beta.ext4"), new byte[9000]);
        Files.write(folder.resolve("images/gamma.ext4"), new byte[6000]);
        notes("gamma", note -> note.withLastRun(Instant.parse("2026-01-02T03:04:05Z")));
        notes("beta", note -> note.withTags(List.of("web", "talk")));
        LibraryViewModel model = model();
        model.reload();
        assertThat(names(model, ImageOrder.NAME, false)).containsExactly("alpha", "beta", "gamma");
        assertThat(names(model, ImageOrder.NAME, true)).containsExactly("gamma", "beta", "alpha");
        assertThat(names(model, ImageOrder.SIZE, false)).containsExactly("beta", "gamma", "alpha");
        assertThat(names(model, ImageOrder.SIZE, true)).containsExactly("alpha", "gamma", "beta");
        assertThat(names(model, ImageOrder.LAST_RUN, false)).startsWith("gamma");
        assertThat(names(model, ImageOrder.LAST_RUN, true)).endsWith("gamma");
        assertThat(names(model, ImageOrder.TAGS, false)).startsWith("beta");
        for (ImageOrder order : ImageOrder.values()) {
            assertThat(names(model, order, false)).hasSize(3);
            assertThat(ImageOrder.of(order.key())).isEqualTo(order);
        }
    }

    @Test
    void tagsNotesAndOriginAreSearched() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        Files.writeString(folder.resolve("images/beta.ext4"), "b");
        notes("beta", note -> note.withTags(List.of("Web")).withText("of the talk in May"));
        LibraryViewModel model = model();
        model.reload();
        model.search().set("may web");
        assertThat(model.shown()).extracting(ImageEntry::name).containsExactly("beta");
        model.search().set("may june");
        assertThat(model.shown()).isEmpty();
        assertThat(model.count()).isEqualTo(2);
    }

    @Test
    void whatAnotherWindowChangesIsSeen() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        LibraryViewModel model = model();
        LibraryViewModel other = model();
        model.reload();
        other.reload();
        ImageChores chores =
                new ImageChores(engine.workshop(), Runnable::run, Runnable::run, failures::add);
        chores.tag(model.shown().getFirst().image(), List.of("mine"));
        chores.write(model.shown().getFirst().image(), "a note");
        other.reload();
        assertThat(other.shown().getFirst().tagWords()).isEqualTo("mine");
        assertThat(other.shown().getFirst().about().notes().text()).isEqualTo("a note");
        chores.rename(model.shown().getFirst().image(), "gamma", () -> {});
        // The first window still shows the old name: what it does with it is refused in a sentence.
        chores.remove(other.shown().getFirst().image());
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().sentence()).contains("alpha");
        other.reload();
        assertThat(other.shown()).extracting(ImageEntry::name).containsExactly("gamma");
        assertThat(other.shown().getFirst().tagWords()).isEqualTo("mine");
    }

    @Test
    void notesThatCannotBeWrittenAreSaid() throws IOException {
        Files.writeString(folder.resolve("images/alpha.ext4"), "a");
        Files.writeString(folder.resolve("images/.about"), "a file where a folder should be");
        LibraryViewModel model = model();
        model.reload();
        ImageChores chores =
                new ImageChores(engine.workshop(), Runnable::run, Runnable::run, failures::add);
        chores.tag(model.shown().getFirst().image(), List.of("mine"));
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().sentence()).contains(".about");
        engine.catalogue().putScreen(model.shown().getFirst().image(), new byte[] {1, 2});
        model.reload();
        assertThat(model.shown().getFirst().about().screen())
                .hasValueSatisfying(
                        file -> assertThat(file.startsWith(folder.resolve("images"))).isFalse());
    }

    @Test
    void aFolderThatCannotBeReadIsSaidOnce() throws IOException {
        Files.delete(folder.resolve("images"));
        Files.writeString(folder.resolve("images"), "no folder");
        LibraryViewModel model = model();
        model.follow().unsubscribe();
        model.reload();
        model.reload();
        assertThat(failures).hasSizeBetween(1, 2);
        assertThat(failures.getFirst().sentence()).contains("images");
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void theNeighbourIsSelectedWhenTheSelectedOneGoes() throws IOException {
        for (String name : List.of("alpha", "beta", "gamma")) {
            Files.writeString(folder.resolve("images/" + name + ".ext4"), name);
        }
        LibraryViewModel model = model();
        model.reload();
        model.select(model.shown().get(1));
        Files.delete(folder.resolve("images/beta.ext4"));
        model.reload();
        assertThat(selected(model)).isEqualTo("gamma");
        model.step(-1);
        assertThat(selected(model)).isEqualTo("alpha");
        model.step(-1);
        assertThat(selected(model)).isEqualTo("alpha");
        model.selectWhenThere("gamma");
        assertThat(selected(model)).isEqualTo("gamma");
    }

    private static String selected(LibraryViewModel model) {
        ImageEntry entry = model.selected().get();
        return entry == null ? "" : entry.name();
    }

    private static List<String> names(
            LibraryViewModel model, ImageOrder order, boolean descending) {
        model.sort(order, descending);
        return model.shown().stream().map(ImageEntry::name).toList();
    }

    private void notes(String name, UnaryOperator<ImageNotes> change) {
        engine.workshop().notes().update(name, change);
    }

    private LibraryViewModel model() {
        return new LibraryViewModel(
                engine.images(),
                engine.catalogue(),
                Runnable::run,
                Runnable::run,
                image -> ImageState.STOPPED,
                failures::add);
    }
}
