// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.export;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.export.TraceFormat;
import org.dozen.engine.failure.TraceFailure;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Writes every host call of a machine to a file: from now to the end of the run, or from the begin
 * of the next run when there is none, or until somebody ends it. One file at a time.
 */
public final class TraceViewModel {
    private final TraceTarget target;
    private final Executor background;
    private final Executor screen;
    private Optional<Under> under = Optional.empty();
    private boolean begun;
    private Consumer<String> onDone = sentence -> {};
    private Consumer<String> onTrouble = sentence -> {};

    /** What is being written. */
    private record Under(Path file, TraceTarget.Writing writing) {}

    /**
     * A model.
     *
     * @param background runs what takes time
     * @param screen runs what changes the model, on the thread that reads it
     */
    public TraceViewModel(TraceTarget target, Executor background, Executor screen) {
        this.target = target;
        this.background = background;
        this.screen = screen;
    }

    /** Is given a sentence when a file is complete. */
    public void onDone(Consumer<String> listener) {
        onDone = listener;
    }

    /** Is given a sentence when a file could not be written. */
    public void onTrouble(Consumer<String> listener) {
        onTrouble = listener;
    }

    /** Begins a file, unless one is being written. */
    public void begin(Path file, TraceFormat format) {
        if (under.isPresent()) {
            onTrouble.accept(Text.of("trace.already", under.get().file()));
            return;
        }
        try {
            begun = false;
            under = Optional.of(new Under(file, target.begin(file, format)));
        } catch (TraceFailure refused) {
            onTrouble.accept(refused.sentence());
        }
    }

    public boolean writing() {
        return under.isPresent();
    }

    /** What is being written, in words; empty if nothing is. */
    public String words() {
        return under.map(now ->
                        Text.of(
                                target.active() ? "trace.chip" : "trace.chip.waiting",
                                now.file().getFileName(),
                                Figures.count(now.writing().calls())))
                .orElse("");
    }

    /** Finishes the file when the run that it is of has ended. Once per frame. */
    public void frame() {
        if (target.active()) {
            begun = true;
        } else if (begun && under.isPresent()) {
            finish();
        }
    }

    /** Finishes the file that is being written, if one is. */
    public void finish() {
        Optional<Under> last = under;
        under = Optional.empty();
        last.ifPresent(now -> background.execute(() -> finish(now)));
    }

    private void finish(Under last) {
        try {
            long calls = last.writing().finish();
            String said = Text.of("trace.done", Figures.count(calls), last.file());
            screen.execute(() -> onDone.accept(said));
        } catch (TraceFailure early) {
            screen.execute(() -> onTrouble.accept(early.sentence()));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
