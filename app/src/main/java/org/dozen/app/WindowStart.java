// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.dozen.app.fx.Fonts;
import org.dozen.app.fx.FxThread;
import org.dozen.app.preference.PreferenceFile;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the window, or says in one sentence why it cannot. */
final class WindowStart {
    /** Exit code: there is nothing to show a window on. */
    static final int NO_DISPLAY = 69;

    private static final Logger LOG = LoggerFactory.getLogger(WindowStart.class);
    private static final Pattern LOCAL_DISPLAY =
            Pattern.compile("(?:unix)?:([0-9]+)(?:\\.[0-9]+)?");

    private WindowStart() {}

    /** Opens the window; returns when JavaFX runs. The exit code, 0 if the window opens. */
    static int open() {
        if (!displayAnswers()) {
            System.err.println(Text.of("start.noDisplay"));
            return NO_DISPLAY;
        }
        Executor background =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
        CompletableFuture<VmEngine> engine =
                CompletableFuture.supplyAsync(
                        () -> VmEngine.open(EngineDirectories.standard()), background);
        CompletableFuture<PreferenceStore> preferences =
                CompletableFuture.supplyAsync(
                        () ->
                                new PreferenceStore(
                                        PreferenceFile.usual(),
                                        CompletableFuture.delayedExecutor(
                                                400, TimeUnit.MILLISECONDS, background)),
                        background);
        try {
            FxThread.start(() -> show(engine.join(), preferences.join(), background));
        } catch (UnsupportedOperationException
                | UnsatisfiedLinkError
                | ExceptionInInitializerError e) {
            System.err.println(Text.of("start.noToolkit", String.valueOf(e.getMessage())));
            return NO_DISPLAY;
        }
        return 0;
    }

    private static void show(VmEngine engine, PreferenceStore preferences, Executor background) {
        Fonts.load();
        Stage stage = new Stage();
        MainWindow window =
                new MainWindow(stage, engine, preferences, new Files(stage), background);
        // The one place for what nobody expected: said on screen, and in the log with its trace.
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            LOG.error("unexpected, on thread {}", thread.getName(), error);
            window.report(error);
        });
        window.show();
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(start ->
                        LOG.debug(
                                "window shown {} after the start of the program",
                                Figures.duration(Duration.between(start, Instant.now()))));
    }

    /** Asks with the dialogs of the desktop. */
    private record Files(Stage owner) implements FileQuestions {
        @Override
        public Optional<Path> image() {
            FileChooser chooser = chooser(Text.of("library.choose"));
            chooser.getExtensionFilters()
                    .setAll(
                            new FileChooser.ExtensionFilter(
                                    Text.of("library.choose.images"),
                                    List.of(
                                            "*.ext4",
                                            "*.ext3",
                                            "*.ext2",
                                            "*.img",
                                            "*.raw",
                                            "*.image",
                                            "*.tar",
                                            "*.tar.gz",
                                            "*.tgz",
                                            "*.tar.xz",
                                            "*.tar.zst")),
                            new FileChooser.ExtensionFilter(
                                    Text.of("library.choose.all"), List.of("*")));
            return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> sourceFolder() {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(Text.of("library.choose.folder"));
            return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> save(String name) {
            FileChooser chooser = chooser(Text.of("save.title", name));
            chooser.setInitialFileName(name);
            return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> disk() {
            FileChooser chooser = chooser(Text.of("start.disks.choose"));
            return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
        }

        @Override
        public List<Path> files() {
            List<File> chosen =
                    chooser(Text.of("browser.choose.files")).showOpenMultipleDialog(owner);
            return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
        }

        @Override
        public Optional<Path> folder() {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(Text.of("browser.choose.folder"));
            return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> program() {
            FileChooser chooser = chooser(Text.of("compare.uml.choose"));
            return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
        }

        private static FileChooser chooser(String title) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(title);
            return chooser;
        }
    }

    /** Asks the display before JavaFX does, which would answer with a stack trace. */
    private static boolean displayAnswers() {
        if (System.getProperty("glass.platform", "").equalsIgnoreCase("Headless")) {
            return true;
        }
        String display = System.getenv("DISPLAY");
        if (display == null || display.isBlank()) {
            return false;
        }
        Matcher local = LOCAL_DISPLAY.matcher(display);
        if (!local.matches()) {
            return true; // on another host: the window system itself must say
        }
        Path socket = Path.of("/tmp/.X11-unix/X" + local.group(1));
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
