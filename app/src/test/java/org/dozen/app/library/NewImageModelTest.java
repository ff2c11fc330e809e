// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The form for a new image, without its looks. */
final class NewImageModelTest {
    @TempDir Path folder = Path.of("set by the test framework");
    private VmEngine engine = VmEngine.open(EngineDirectories.standard());
    private final List<EngineFailure> failures = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        engine.close();
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve("images/taken.ext4"), "no image");
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
    void atFirstSomethingIsMissingButNothingIsWrong() {
        NewImageModel model = model();
        assertThat(model.kind().get()).isEqualTo(NewImageModel.Kind.REGISTRY);
        assertThat(model.fault().get().orElseThrow().missing()).isTrue();
        assertThat(model.create()).isFalse();
    }

    @Test
    void aContainerProposesItsNameUntilSomebodyTypesOne() {
        NewImageModel model = model();
        model.container().set("alpine:3.22");
        assertThat(model.name().get()).isEqualTo("alpine-3.22");
        assertThat(model.fault().get()).isEmpty();
        model.container().set("quay.io/x/tool@sha256:" + "0".repeat(64));
        assertThat(model.name().get()).startsWith("tool");
        model.name().set("mine");
        model.container().set("debian:12");
        assertThat(model.name().get()).isEqualTo("mine");
    }

    @Test
    void whatIsNoNameInARegistryIsSaid() {
        NewImageModel model = model();
        model.container().set("Not A Name");
        assertThat(model.fault().get().orElseThrow().missing()).isFalse();
        assertThat(model.fault().get().orElseThrow().sentence()).contains("Not A Name");
    }

    @Test
    void namesWithSlashesAndNamesThatAreTakenAreRefused() {
        NewImageModel model = model();
        model.kind().set(NewImageModel.Kind.EMPTY);
        model.name().set("a/b");
        assertThat(model.fault().get().orElseThrow().sentence()).contains("slash");
        model.name().set("taken");
        assertThat(model.fault().get().orElseThrow().sentence()).contains("taken");
        model.name().set("");
        assertThat(model.fault().get().orElseThrow().missing()).isTrue();
        model.name().set("free");
        assertThat(model.fault().get()).isEmpty();
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        NewImageModel model = model();
        model.kind().set(NewImageModel.Kind.EMPTY);
        model.emptySize().set("a lot");
        assertThat(model.fault().get().orElseThrow().sentence()).contains("a lot");
        model.emptySize().set("1M");
        assertThat(model.fault().get().orElseThrow().sentence()).contains("4 MB");
        model.emptySize().set("8M");
        assertThat(model.fault().get()).isEmpty();
        model.kind().set(NewImageModel.Kind.REGISTRY);
        model.container().set("alpine");
        model.size().set("12");
        assertThat(model.fault().get().orElseThrow().sentence()).contains("12");
    }

    @Test
    void aFileThatIsNotThereIsSaid() throws IOException {
        NewImageModel model = model();
        model.kind().set(NewImageModel.Kind.FILE);
        assertThat(model.fault().get().orElseThrow().missing()).isTrue();
        model.path().set(folder.resolve("gone.tar").toString());
        assertThat(model.fault().get().orElseThrow().sentence()).contains("gone.tar");
        model.path().set("a\0b");
        assertThat(model.fault().get()).isPresent();
        Files.writeString(folder.resolve("letter.img"), "Dear reader");
        model.path().set(folder.resolve("letter.img").toString());
        assertThat(model.fault().get()).isEmpty();
        assertThat(model.name().get()).isEqualTo("letter");
        assertThat(model.create()).isTrue();
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().sentence()).contains("letter");
        assertThat(folder.resolve("images/letter.ext4")).doesNotExist();
    }

    @Test
    void withoutRecipesThereIsNothingToBuild() {
        NewImageModel model = model();
        model.kind().set(NewImageModel.Kind.RECIPE);
        assertThat(model.fault().get()).isPresent();
        assertThat(model.create()).isFalse();
    }

    @Test
    void anImageThatCameMeanwhileStays() throws IOException {
        NewImageModel model = model();
        model.kind().set(NewImageModel.Kind.EMPTY);
        model.name().set("late");
        Files.writeString(folder.resolve("images/late.ext4"), "somebody else's");
        assertThat(model.create()).isTrue();
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().sentence()).contains("late");
        assertThat(folder.resolve("images/late.ext4")).hasContent("somebody else's");
    }

    @Test
    void severalFilesAreBroughtInUnderNamesOfTheirOwn() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/one.img"), "1");
        Files.writeString(folder.resolve("one.img"), "2");
        LibraryCommands commands = commands();
        commands.bringIn(List.of(folder.resolve("a/one.img"), folder.resolve("one.img")));
        assertThat(failures).hasSize(2);
        assertThat(commands.jobs().list()).isEmpty();
    }

    private NewImageModel model() {
        return new NewImageModel(commands(), engine.workshop(), engine.recipes(), List.of());
    }

    private LibraryCommands commands() {
        LibraryViewModel library =
                new LibraryViewModel(
                        engine.images(),
                        engine.catalogue(),
                        Runnable::run,
                        Runnable::run,
                        image -> ImageState.STOPPED,
                        failures::add);
        library.reload();
        return new LibraryCommands(
                library,
                engine.workshop(),
                new ImageJobs(Runnable::run, Runnable::run, failures::add),
                new ImageChores(engine.workshop(), Runnable::run, Runnable::run, failures::add),
                new NoQuestions(),
                new NoActions());
    }

    private static final class NoQuestions implements ImageQuestions {
        @Override
        public Optional<Path> image() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> sourceFolder() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String name) {
            return Optional.empty();
        }
    }

    private static final class NoActions implements ImageActions {
        @Override
        public void boot(Image image) {
            throw new AssertionError("nothing is booted here");
        }

        @Override
        public void lookInside(Image image) {
            throw new AssertionError("nothing is looked into here");
        }

        @Override
        public void chooseStart(Image image) {
            throw new AssertionError("nothing is started here");
        }

        @Override
        public void reveal(Image image) {
            throw new AssertionError("nothing is shown here");
        }
    }
}
