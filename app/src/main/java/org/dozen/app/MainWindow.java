// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;

import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Icon;
import org.dozen.app.fx.Look;
import org.dozen.app.fx.Pulse;
import org.dozen.app.fx.Theme;
import org.dozen.app.library.ImageActions;
import org.dozen.app.library.ImageChores;
import org.dozen.app.library.ImageJobs;
import org.dozen.app.library.ImageState;
import org.dozen.app.library.LibraryCommands;
import org.dozen.app.library.LibraryPage;
import org.dozen.app.library.LibraryView;
import org.dozen.app.library.LibraryViewModel;
import org.dozen.app.library.MaintenanceModel;
import org.dozen.app.library.NewImage;
import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.Preferences;
import org.dozen.app.preference.StartChoice;
import org.dozen.app.settings.SettingsView;
import org.dozen.app.shell.ShellView;
import org.dozen.app.shell.Shortcut;
import org.dozen.app.shell.Tab;
import org.dozen.app.shell.Tabs;
import org.dozen.app.start.StartView;
import org.dozen.app.start.StartViewModel;
import org.dozen.app.terminal.ConsoleTerminal;
import org.dozen.app.text.Text;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Machine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The window: builds its parts, gives each what it needs, and closes them in order. Lives on the
 * JavaFX thread.
 */
public final class MainWindow {
    private static final Logger LOG = LoggerFactory.getLogger(MainWindow.class);
    private static final double PRESENTING = 1.6;

    private final Stage stage;
    private final FileQuestions files;
    private final VmEngine engine;
    private final PreferenceStore preferences;
    private final Executor background;
    private final Look look;
    private final Pulse pulse = new Pulse();
    private final LibraryViewModel library;
    private final ImageJobs jobs;
    private final LibraryView libraryView;
    private final LibraryPage libraryPage;
    private final NewImage newImage;
    private final LastScreens screens;
    private final ShellView shell;
    private final Closing closing;
    private final Map<Tab, MachineTab> machines = new LinkedHashMap<>();
    private final Map<MachineTab, RunChanges> changes = new LinkedHashMap<>();
    private final Map<Tab, BrowserTab> browsers = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private @Nullable ConsoleTerminal spare;
    private double scaleBefore = 1;
    private boolean presenting;
    private boolean disposed;

    /**
     * Builds the window; {@link #show} shows it.
     *
     * @param files asks for files
     * @param background runs what takes time
     */
    public MainWindow(
            Stage stage,
            VmEngine engine,
            PreferenceStore preferences,
            FileQuestions files,
            Executor background) {
        this.stage = stage;
        this.files = files;
        this.engine = engine;
        this.preferences = preferences;
        this.background = background;
        Preferences now = preferences.get();
        this.look = new Look(now.dark() ? Theme.DARK : Theme.LIGHT, now.scale());
        this.library =
                new LibraryViewModel(
                        engine.images(),
                        engine.catalogue(),
                        background,
                        FxThread.executor(),
                        this::stateOf,
                        this::fail);
        this.jobs = new ImageJobs(background, FxThread.executor(), this::fail);
        ImageChores chores =
                new ImageChores(engine.workshop(), background, FxThread.executor(), this::fail);
        LibraryCommands commands =
                new LibraryCommands(library, engine.workshop(), jobs, chores, files, new Actions());
        this.newImage =
                new NewImage(
                        commands,
                        engine.workshop(),
                        engine.recipes(),
                        background,
                        FxThread.executor());
        MaintenanceModel maintenance =
                new MaintenanceModel(
                        engine.workshop(), jobs, library::reload, background, FxThread.executor());
        this.libraryView = new LibraryView(commands, preferences, this::createImage);
        this.libraryPage =
                new LibraryPage(commands, maintenance, preferences, look, this::createImage);
        this.shell =
                new ShellView(new Tabs(), libraryView.node(), now.listShare(), libraryPage.node());
        shell.onHome(libraryPage::focus);
        this.screens = new LastScreens(engine, background, library::reload);
        this.closing = new Closing(engine, shell, background);
        List<Shortcut> keys = new ArrayList<>(WindowKeys.of(this, shell, commands));
        shell.setShortcuts(keys, WindowKeys.unlisted(this));
        shell.addAction("present", Icon.PRESENT, Text.of("bar.present"), this::togglePresenting);
        shell.addAction("theme", Icon.SUN, Text.of("bar.theme"), this::toggleTheme);
        shell.addAction("shortcuts", Icon.KEYBOARD, Text.of("bar.keys"), shell::toggleShortcuts);
        shell.addAction("settings", Icon.SETTINGS, Text.of("bar.settings"), this::showSettings);
    }

    /** Shows the window, then makes ready what the first machine will need. */
    public void show() {
        Preferences now = preferences.get();
        Scene scene = new Scene(shell.node(), now.windowWidth(), now.windowHeight());
        subscriptions.add(look.dress(scene));
        subscriptions.add(preferences.now().subscribe(this::take));
        subscriptions.add(shell.tabs().shown().subscribe(this::shown));
        subscriptions.add(library.follow());
        subscriptions.add(pulse.add(this::frame));
        stage.setTitle(Text.of("app.name"));
        stage.getIcons().add(new javafx.scene.image.Image(icon()));
        stage.setScene(scene);
        stage.setMinWidth(640);
        stage.setMinHeight(420);
        stage.setMaximized(now.windowMaximised());
        stage.setOnCloseRequest(this::closeRequested);
        stage.setFullScreenExitHint(Text.of("window.full.hint"));
        stage.show();
        libraryPage.focus();
        FxThread.afterwards(this::spareTerminal);
        new Rehearsal(engine, preferences, look, background).begin();
    }

    /**
     * Starts a machine from an image in a tab of its own, or shows the one that already runs from
     * it.
     */
    public void boot(Image image) {
        StartChoice choice = preferences.get().start(image.name());
        Optional<MachineTab> existing = tabOf(image);
        if (existing.isPresent()) {
            MachineTab tab = existing.get();
            Machine machine = tab.model().machine();
            boolean same = changes(tab).choice().equals(choice);
            if (machine.state().active() || same) {
                shell.tabs().show(tab.tab());
                if (!machine.state().active()) {
                    tab.view().restart();
                } else if (!same) {
                    shell.warn(Text.of("start.next", image.name()));
                }
                return;
            }
            close(tab);
        }
        try {
            open(engine.machine(MachineChoice.settings(image, choice)), choice);
        } catch (EngineFailure failure) {
            fail(failure);
        }
    }

    /** What the library's images can be asked for. */
    private final class Actions implements ImageActions {
        @Override
        public void boot(Image image) {
            MainWindow.this.boot(image);
        }

        @Override
        public void lookInside(Image image) {
            MainWindow.this.lookInside(image);
        }

        @Override
        public void chooseStart(Image image) {
            MainWindow.this.chooseStart(image);
        }

        @Override
        public void reveal(Image image) {
            background.execute(() ->
                    RevealedFile.show(image.path())
                            .ifPresent(sentence -> FxThread.later(() -> shell.fail(sentence))));
        }
    }

    /** Shows the files in an image in a tab of its own. */
    public void lookInside(Image image) {
        Optional<BrowserTab> open =
                browsers.values().stream()
                        .filter(tab -> tab.model().image().path().equals(image.path()))
                        .findFirst();
        if (open.isPresent()) {
            shell.tabs().show(open.get().tab());
            return;
        }
        BrowserTab tab =
                new BrowserTab(
                        image, engine.workshop(), shell, files, look, background, this::close);
        browsers.put(tab.tab(), tab);
        shell.tabs().add(tab.tab());
    }

    /** The files whose tab is shown. */
    public Optional<BrowserTab> shownBrowser() {
        return Optional.ofNullable(shell.tabs().shown().get()).map(browsers::get);
    }

    private void close(BrowserTab tab) {
        browsers.remove(tab.tab());
        shell.tabs().remove(tab.tab());
        tab.close();
        if (shell.tabs().shown().get() == null) {
            libraryPage.focus();
        }
    }

    /** Shows how a machine is started from an image. */
    public void chooseStart(Image image) {
        background.execute(() -> {
            try {
                StartViewModel.Surroundings around = MachineChoice.surroundings(engine, image);
                FxThread.later(() -> showStart(image, around));
            } catch (EngineFailure failure) {
                FxThread.later(() -> fail(failure));
            }
        });
    }

    private void showStart(Image image, StartViewModel.Surroundings around) {
        StartViewModel model =
                new StartViewModel(image, around, preferences, background, FxThread.executor());
        StartView page = new StartView(model, files::disk, () -> boot(image), shell::closeOverlay);
        shell.open(page.node(), page.first());
    }

    /** Says that the program itself has gone wrong. Any thread. */
    public void report(Throwable error) {
        FxThread.later(() -> shell.fail(Text.of("window.internal", error)));
    }

    /** The machine whose tab is shown. */
    public Optional<MachineTab> shownMachine() {
        return Optional.ofNullable(shell.tabs().shown().get()).map(machines::get);
    }

    /** Work on images that is under way. */
    public ImageJobs jobs() {
        return jobs;
    }

    /** The library as it is shown. */
    public LibraryViewModel library() {
        return library;
    }

    public List<MachineTab> machines() {
        return List.copyOf(machines.values());
    }

    public Pulse pulse() {
        return pulse;
    }

    public Look look() {
        return look;
    }

    /** The form for a new image. */
    public void createImage() {
        newImage.open(shell.cards());
    }

    /** The library as the first page of the window. */
    void showLibrary() {
        shell.tabs().showNone();
        libraryPage.focus();
    }

    /** Searches the library where it is to be seen. */
    void searchLibrary() {
        if (shell.sideShown()) {
            libraryView.focusSearch();
        } else {
            shell.tabs().showNone();
            libraryPage.focusSearch();
        }
    }

    void toggleTheme() {
        preferences.change(now -> now.withDark(!now.dark()));
    }

    void larger() {
        look.larger();
        keepScale();
    }

    void smaller() {
        look.smaller();
        keepScale();
    }

    void normalSize() {
        look.setScale(1);
        keepScale();
    }

    void toggleFullScreen() {
        stage.setFullScreen(!stage.isFullScreen());
    }

    /** For an audience: everything larger and no library; once more: as before. */
    void togglePresenting() {
        presenting = !presenting;
        shell.setSideShown(!presenting);
        if (presenting) {
            scaleBefore = look.scale().get();
            look.setScale(Math.max(PRESENTING, scaleBefore));
        } else {
            look.setScale(scaleBefore);
        }
        double share = preferences.get().panelShare();
        FxThread.afterwards(() -> machines.values().forEach(tab -> tab.view().spread(share)));
    }

    void showSettings() {
        SettingsView page = new SettingsView(preferences, shell::closeOverlay);
        shell.open(page.node(), page.first());
    }

    /** Moves the focus from library to host calls to console and round. */
    void nextPane() {
        Optional<MachineTab> shown = shownMachine();
        Node focus = stage.getScene().getFocusOwner();
        Optional<BrowserTab> files = shownBrowser();
        if (files.isPresent()) {
            if (focus != null && isWithin(focus, libraryView.node())) {
                files.get().focusFirst();
            } else if (focus == null || !files.get().focusNext(focus)) {
                libraryView.focus();
            }
        } else if (shown.isEmpty()) {
            libraryPage.focus();
        } else if (shown.get().terminal().focused()) {
            if (shell.sideShown()) {
                libraryView.focus();
            } else {
                shown.get().panel().focus();
            }
        } else if (isWithin(focus, shown.get().panel().node())) {
            shown.get().terminal().focus();
        } else {
            shown.get().panel().focus();
        }
    }

    void requestClose() {
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private static String icon() {
        return Objects.requireNonNull(
                        MainWindow.class.getResource("/org/dozen/assets/icons/dozen.png"))
                .toExternalForm();
    }

    private static boolean isWithin(@Nullable Node node, Node parent) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(parent)) {
                return true;
            }
        }
        return false;
    }

    private void open(Machine machine, StartChoice choice) {
        RunChanges kept =
                RunChanges.follow(
                        machine,
                        choice,
                        engine,
                        background,
                        said -> FxThread.later(() -> shell.warn(said)),
                        said -> FxThread.later(() -> shell.fail(said)));
        ConsoleTerminal terminal = spare == null ? new ConsoleTerminal(look) : spare;
        spare = null;
        MachineTab.Started started =
                MachineTab.start(machine, terminal, firstSize(terminal), background);
        MachineTab tab = new MachineTab(terminal, look, preferences, started, this::closeRequested);
        tab.model()
                .onWarning(sentence ->
                        shell.warn(Text.of("machine.warning", machine.name(), sentence)));
        tab.model()
                .state()
                .subscribe((before, now) -> {
                    if (!disposed && before.active() && !now.active()) {
                        screens.keep(tab);
                        library.reload();
                    }
                    library.refresh();
                });
        remember(machine.settings().image());
        MachineTools tools = new MachineTools(tab, shell, files, engine, background, pulse, look);
        tab.install(tools);
        machines.put(tab.tab(), tab);
        changes.put(tab, kept);
        shell.tabs().add(tab.tab());
        FxThread.afterwards(this::spareTerminal);
    }

    /**
     * An image of the library's folder is remembered by the engine; the shipped one is nobody's.
     */
    private void remember(Image image) {
        if (image.shipped()) {
            background.execute(() -> {
                try {
                    engine.workshop()
                            .notes()
                            .update(image.name(), notes -> notes.withLastRun(Instant.now()));
                } catch (EngineFailure unwritable) {
                    LOG.debug("{}", unwritable.sentence());
                }
            });
        }
    }

    /**
     * The size that the terminal will have, worked out before it is laid out: the guest sees the
     * right one at once.
     */
    private ConsoleSize firstSize(ConsoleTerminal terminal) {
        double width = shell.tabWidth() * (1 - preferences.get().panelShare());
        double edges = look.sized(30);
        double heads = look.sized(Look.BASE_SIZE * 4.4);
        return shownMachine()
                .map(machine -> machine.terminal().size())
                .orElseGet(() -> terminal.cellsIn(width - edges, shell.middleHeight() - heads));
    }

    private void spareTerminal() {
        if (spare == null && !disposed) {
            spare = new ConsoleTerminal(look);
        }
    }

    private Optional<MachineTab> tabOf(Image image) {
        return machines.values().stream()
                .filter(tab -> tab.model().machine().settings().image().path().equals(image.path()))
                .filter(tab -> !image.shipped())
                .findFirst();
    }

    private ImageState stateOf(Image image) {
        List<Machine> its =
                engine.machines().stream()
                        .filter(machine -> !Unseen.isOne(machine))
                        .filter(machine -> machine.settings().image().path().equals(image.path()))
                        .toList();
        return MachineChoice.stateOf(its);
    }

    private void frame(long nowNanos) {
        for (MachineTab tab : machines.values()) {
            tab.frame(nowNanos);
        }
        for (BrowserTab tab : browsers.values()) {
            tab.frame(nowNanos);
        }
    }

    private void shown(@Nullable Tab shown) {
        machines.forEach((tab, machine) -> machine.setShown(tab.equals(shown)));
        browsers.forEach((tab, browser) -> browser.setShown(tab.equals(shown)));
    }

    private void take(Preferences now) {
        look.setTheme(now.dark() ? Theme.DARK : Theme.LIGHT);
        if (!presenting) {
            look.setScale(now.scale());
        }
    }

    private void keepScale() {
        if (!presenting) {
            preferences.change(now -> now.withScale(look.scale().get()));
        }
    }

    private void fail(EngineFailure failure) {
        shell.fail(failure.sentence());
    }

    private void closeRequested(MachineTab tab) {
        closing.askFor(tab.tab().title(), tab.model().machine(), () -> close(tab));
    }

    private RunChanges changes(MachineTab tab) {
        return Objects.requireNonNull(changes.get(tab));
    }

    private void close(MachineTab tab) {
        RunChanges kept = changes(tab);
        changes.remove(tab);
        machines.remove(tab.tab());
        shell.tabs().remove(tab.tab());
        tab.close();
        background.execute(() -> {
            kept.settle();
            tab.model().machine().close();
            FxThread.later(library::refresh);
        });
        if (shell.tabs().shown().get() == null) {
            libraryPage.focus();
        }
    }

    private void closeRequested(WindowEvent event) {
        event.consume();
        Optional<BrowserTab> unsaved =
                browsers.values().stream().filter(BrowserTab::unsaved).findFirst();
        if (unsaved.isEmpty()) {
            closeWindow();
            return;
        }
        Tab tab = unsaved.get().tab();
        shell.tabs().show(tab);
        shell.ask(
                Text.of("browser.editor.lose.title"),
                Text.of("browser.editor.lose.window", tab.title()),
                Text.of("browser.editor.lose.yes"),
                this::closeWindow);
    }

    private void closeWindow() {
        List<RunChanges> unsettled = List.copyOf(changes.values());
        closing.askForAll(
                this::keepWindow,
                () -> unsettled.forEach(RunChanges::settle),
                () -> {
                    jobs.cancelAll();
                    preferences.flush();
                    screens.finish();
                    FxThread.later(this::dispose);
                });
    }

    /** Takes the window down and lets go of everything; the engine is left to its owner. */
    public void dispose() {
        disposed = true;
        machines.values().forEach(MachineTab::close);
        browsers.values().forEach(BrowserTab::close);
        browsers.clear();
        if (spare != null) {
            spare.close();
        }
        subscriptions.forEach(Subscription::unsubscribe);
        subscriptions.clear();
        machines.clear();
        changes.clear();
        libraryView.close();
        libraryPage.close();
        jobs.cancelAll();
        stage.setOnCloseRequest(null);
        stage.close();
    }

    private void keepWindow() {
        double share = shell.sideShare();
        preferences.change(now ->
                (stage.isMaximized() || stage.isFullScreen()
                                ? now.withWindow(
                                        now.windowWidth(), now.windowHeight(), stage.isMaximized())
                                : now.withWindow(
                                        stage.getScene().getWidth(),
                                        stage.getScene().getHeight(),
                                        false))
                        .withListShare(share));
    }
}
