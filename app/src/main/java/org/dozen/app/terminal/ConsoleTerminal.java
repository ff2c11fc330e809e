// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.model.TerminalTextBuffer;
import com.techsenger.jeditermfx.core.util.TermSize;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

import org.dozen.app.fx.FxThread;
import org.dozen.app.fx.Look;
import org.dozen.app.text.Text;
import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A terminal that shows the console of one machine, run after run. The rest of the program knows
 * this class and not the emulator behind it.
 */
public final class ConsoleTerminal {
    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger NOISE =
            Logger.getLogger("com.techsenger.jeditermfx.core.model.TerminalTextBuffer");

    private final TerminalWidget widget;
    private final ConsoleLink link = new ConsoleLink();
    private final StackPane root = new StackPane();
    private final Look look;
    private final Subscription subscriptions;

    /** Makes a terminal and starts its threads. Takes some ten milliseconds the first time. */
    public ConsoleTerminal(Look look) {
        // While a resize is under way the emulator asks for a line that is not there yet, and says
        // so as an error.
        NOISE.setLevel(Level.OFF);
        this.look = look;
        this.widget = new TerminalWidget(80, 24, new TerminalSettings(look));
        TerminalTextBuffer buffer = widget.getTerminalTextBuffer();
        buffer.addModelListener(new ScrollbackTrim(buffer));
        widget.setTtyConnector(link);
        widget.getTerminal().addResizeListener((before, now) -> link.resize(now));
        root.getStyleClass().add("terminal");
        root.getChildren().add(widget.getPane());
        root.setMinSize(0, 0);
        widget.surface().getCanvas().setId("terminal-canvas");
        widget.surface().getCanvas().setAccessibleText(Text.of("terminal.accessible"));
        new TerminalKeys(
                        widget.surface().getCanvas(),
                        code -> widget.getTerminal().getCodeForKey(code.getCode(), 0) != null,
                        bytes -> widget.surface().getTerminalOutputStream().sendBytes(bytes, true))
                .listenAt(root);
        subscriptions =
                look.palette()
                        .subscribe((before, now) -> widget.surface().repaint())
                        .and(look.scale().subscribe((before, now) -> widget.surface().resized()));
        widget.start();
    }

    public Region node() {
        return root;
    }

    /** Shows a console from now on; what the one before still had to say is shown first. */
    public void attach(Console console) {
        link.attach(console);
    }

    /** Prints words of the program's own, for example between two runs. */
    public void print(String words) {
        link.print(words);
    }

    /** Size in cells as it was last told to the machine. */
    public ConsoleSize size() {
        TermSize now = widget.surface().getTerminalSizeFromComponent();
        return now == null ? link.size() : new ConsoleSize(now.getColumns(), now.getRows());
    }

    /** Is told the size in cells, on the JavaFX thread, now and whenever it changes. */
    public void onSize(Consumer<ConsoleSize> listener) {
        link.onSize(now -> FxThread.later(() -> listener.accept(now)));
        listener.accept(link.size());
    }

    /** Is run, on any thread, when the first byte of a run has come. */
    public void onFirstOutput(Runnable listener) {
        link.onFirstOutput(listener);
    }

    /** Bytes of this run so far. */
    public long received() {
        return link.received();
    }

    /** Draws the text again in the next frame. */
    public void repaint() {
        widget.surface().repaint();
    }

    /** Rises whenever text is drawn. On the JavaFX thread. */
    public long drawings() {
        return widget.surface().drawings();
    }

    /** What is on the screen, line by line. */
    public String screen() {
        TerminalTextBuffer buffer = widget.getTerminalTextBuffer();
        buffer.lock();
        try {
            return buffer.getScreenLines();
        } finally {
            buffer.unlock();
        }
    }

    /** A small picture of what is on the screen. On the JavaFX thread. */
    public WritableImage picture() {
        return ScreenPicture.of(widget.getTerminalTextBuffer(), look);
    }

    /** Types text as a person would. */
    public void type(String text) {
        widget.surface().getTerminalOutputStream().sendString(text, true);
    }

    /** Takes the keyboard's focus, as soon as the terminal is part of a window. */
    public void focus() {
        Canvas canvas = widget.surface().getCanvas();
        if (canvas.getScene() != null) {
            canvas.requestFocus();
            return;
        }
        canvas.sceneProperty()
                .addListener(
                        new ChangeListener<Scene>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends Scene> value,
                                    Scene before,
                                    @Nullable Scene now) {
                                if (now != null) {
                                    value.removeListener(this);
                                    FxThread.afterwards(canvas::requestFocus);
                                }
                            }
                        });
    }

    /** How many cells fit an area of so many pixels, headers and margins apart. */
    public ConsoleSize cellsIn(double width, double height) {
        return widget.surface().cellsIn(width, height);
    }

    public boolean focused() {
        return widget.surface().getCanvas().isFocused();
    }

    /** Ends the terminal's threads. */
    public void close() {
        subscriptions.unsubscribe();
        link.close();
        widget.close();
    }
}
