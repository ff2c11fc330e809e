// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import javafx.scene.Node;

import org.dozen.app.browser.BrowserView;
import org.dozen.app.browser.BrowserViewModel;
import org.dozen.app.browser.BrowserWindow;
import org.dozen.app.fx.Cards;
import org.dozen.app.fx.FrameTask;
import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Look;
import org.dozen.app.shell.ShellView;
import org.dozen.app.shell.Tab;
import org.dozen.app.text.Text;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The files in an image in a tab. Lives on the JavaFX thread. */
public final class BrowserTab implements FrameTask {
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BrowserViewModel model;
    private final BrowserView view;
    private final Tab tab;
    private boolean shown;
    private long checked;

    BrowserTab(
            Image image,
            ImageWorkshop workshop,
            ShellView shell,
            FileQuestions files,
            Look look,
            Executor background,
            Consumer<BrowserTab> close) {
        this.model = new BrowserViewModel(image, workshop, background, FxThread.executor());
        this.view = new BrowserView(model, new Window(shell, files), look, background);
        this.tab =
                new Tab(
                        Text.of("browser.title", image.name()),
                        view.node(),
                        view.statusLine(),
                        view::focus,
                        () -> view.requestClose(() -> close.accept(this)));
        model.onFailure(shell::fail);
        model.open();
    }

    public BrowserViewModel model() {
        return model;
    }

    public Tab tab() {
        return tab;
    }

    /** Something would be lost if it were closed now. */
    boolean unsaved() {
        return view.unsaved();
    }

    void setShown(boolean now) {
        shown = now;
        checked = 0;
    }

    /** Moves the focus to the next of its parts; false behind the last. */
    boolean focusNext(Node from) {
        return view.focusNext(from);
    }

    void focusFirst() {
        view.focusFirst();
    }

    @Override
    public void frame(long nowNanos) {
        if (shown && nowNanos - checked > CHECK_NANOS) {
            checked = nowNanos;
            model.check();
        }
    }

    void close() {
        model.close();
    }

    /** The window as the browser sees it. */
    private record Window(ShellView shell, FileQuestions questions) implements BrowserWindow {
        @Override
        public Cards cards() {
            return shell.cards();
        }

        @Override
        public void ask(String title, String words, String yes, Runnable onYes) {
            shell.ask(title, words, yes, onYes);
        }

        @Override
        public void say(String sentence) {
            shell.warn(sentence);
        }

        @Override
        public List<Path> files() {
            return questions.files();
        }

        @Override
        public Optional<Path> folder() {
            return questions.folder();
        }
    }
}
