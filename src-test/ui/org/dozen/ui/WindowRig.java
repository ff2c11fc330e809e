// SPDX-License-Identifier: Apache-2.0
package org.dozen.ui;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.dozen.app.FileQuestions;
import org.dozen.app.MachineTab;
import org.dozen.app.MainWindow;
import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.PngFile;
import org.dozen.app.preference.PreferenceFile;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.Preferences;
import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImportRequest;
import org.dozen.engine.workshop.WorkProgress;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The real window on a folder of its own, for tests, pictures and benchmarks. */
public final class WindowRig implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;
    private static boolean started;

    private final Path folder;
    private final VmEngine engine;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final PreferenceStore preferences;
    private final Stage stage;
    private final MainWindow window;
    private @Nullable Path chosen;
    private @Nullable Path saved;

    private WindowRig(Path build, String shipped, UnaryOperator<Preferences> wanted)
            throws IOException {
        folder = Files.createTempDirectory("dozen-window");
        engine =
                VmEngine.open(
                        new EngineDirectories(
                                folder.resolve("images"),
                                folder.resolve("scratch"),
                                build.resolve("dozen-vm"),
                                build.resolve(shipped)));
        preferences =
                new PreferenceStore(new PreferenceFile(folder.resolve("preferences")), background);
        preferences.change(wanted);
        startToolkit();
        stage = onScreen(Stage::new);
        window =
                onScreen(() -> {
                    MainWindow built =
                            new MainWindow(stage, engine, preferences, new Answers(), background);
                    built.show();
                    return built;
                });
    }

    /**
     * Opens the window.
     *
     * @param build folder with dozen-vm and images
     * @param shipped name of the image that the library shows as shipped
     */
    public static WindowRig open(Path build, String shipped, UnaryOperator<Preferences> wanted)
            throws IOException {
        return new WindowRig(build, shipped, wanted);
    }

    /** The folder with the native build's products. */
    public static Path build() {
        String home = System.getProperty("dozen.home", "");
        return home.isEmpty()
                ? Path.of(System.getProperty("dozen.root", "."), "native", "build")
                        .toAbsolutePath()
                        .normalize()
                : Path.of(home);
    }

    /** An image "work" with the files of the starter image in it, brought in as a person would. */
    Image systemImage() {
        return engine.workshop()
                .bringIn(
                        ImportRequest.of(build().resolve("guest/starter").toString(), "work")
                                .withOwnFilesAsRoot(true),
                        WorkProgress.NONE);
    }

    public MainWindow window() {
        return window;
    }

    public Stage stage() {
        return stage;
    }

    public VmEngine engine() {
        return engine;
    }

    public Path folder() {
        return folder;
    }

    /** Answers the window's questions for files as the test has said. */
    private final class Answers implements FileQuestions {
        @Override
        public Optional<Path> image() {
            return Optional.ofNullable(chosen);
        }

        @Override
        public Optional<Path> sourceFolder() {
            return Optional.ofNullable(chosen);
        }

        @Override
        public Optional<Path> save(String name) {
            return Optional.ofNullable(saved);
        }

        @Override
        public Optional<Path> disk() {
            return Optional.ofNullable(chosen);
        }

        @Override
        public List<Path> files() {
            return chosen == null ? List.of() : List.of(chosen);
        }

        @Override
        public Optional<Path> folder() {
            return Optional.ofNullable(saved);
        }

        @Override
        public Optional<Path> program() {
            return Optional.ofNullable(chosen);
        }
    }

    /** Changes what is preferred, as somebody would in the window. */
    public void prefer(UnaryOperator<Preferences> change) {
        onScreen(() -> {
            preferences.change(change);
            return true;
        });
    }

    /** What the window gets when it asks where to save something. */
    public void saveTo(Path file) {
        saved = file;
    }

    /** What the window gets when it asks for a file to import. */
    public void choose(Path file) {
        chosen = file;
    }

    /** The machine whose tab is shown. */
    public MachineTab machine() {
        return onScreen(() -> window.shownMachine().orElseThrow());
    }

    /** The first node with this id or style. */
    public <T extends Node> T node(Class<T> type, String selector) {
        return onScreen(() -> {
            Node found = stage.getScene().lookup(selector);
            if (found == null) {
                throw new AssertionError("the window has no " + selector);
            }
            return type.cast(found);
        });
    }

    /** Boots the shipped image and waits for its prompt on screen. */
    public MachineTab bootShipped() {
        onScreen(() -> {
            window.boot(engine.images().list().getFirst());
            return true;
        });
        MachineTab tab = machine();
        await("the prompt is on screen", () -> tab.model().launch().isPainted());
        return tab;
    }

    /** Types a line into the shown machine and waits until the screen holds what is expected. */
    public void type(String line, String expected) {
        MachineTab tab = machine();
        onScreen(() -> {
            tab.terminal().type(line + "\r");
            return true;
        });
        await("the console shows " + expected, () -> tab.terminal().screen().contains(expected));
    }

    /** Presses the button that closes the card over the window. */
    public void closeCard(String button) {
        Button close = node(Button.class, button);
        onScreen(() -> {
            close.fire();
            return true;
        });
    }

    /** Writes a picture of the window. */
    public void picture(Path file) throws IOException {
        PngFile.write(onScreen(() -> stage.getScene().snapshot(null)), file);
    }

    /** Waits until something holds; looked at on the JavaFX thread. */
    public static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!onScreen(holds::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            rest(5);
        }
    }

    /** Runs something on the JavaFX thread and gives what it gives. */
    public static <T> T onScreen(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Runnable task =
                () -> {
                    try {
                        done.complete(work.call());
                    } catch (Exception | AssertionError e) {
                        done.completeExceptionally(e);
                    }
                };
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the window does not answer", e);
        }
    }

    /** What is shown over the window: a menu or a popover. */
    Scene over() {
        return onScreen(() ->
                Window.getWindows().stream()
                        .filter(shown -> !shown.equals(stage()))
                        .filter(Window::isShowing)
                        .map(Window::getScene)
                        .findFirst()
                        .orElseThrow());
    }

    /** Lets time pass. */
    public static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        onScreen(() -> {
            window.dispose();
            return true;
        });
        engine.close();
        for (int attempt = 0; attempt < 50 && Files.exists(folder); attempt++) {
            removeFolder();
        }
    }

    /** What ended just now may still write something, and then another attempt is needed. */
    private void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (DirectoryNotEmptyException | UncheckedIOException stillWritten) {
            rest(50);
        }
    }

    private static synchronized void startToolkit() {
        if (started) {
            return;
        }
        started = true;
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        Platform.setImplicitExit(false);
        try {
            Platform.startup(() -> {
                Fonts.load();
                up.complete(true);
            });
            up.join();
        } catch (IllegalStateException running) {
            Platform.runLater(Fonts::load); // another test has started it
        }
    }
}
