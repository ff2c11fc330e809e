// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Renames images, puts them into the trash, and takes the one removed last back. */
public final class ImageChores {
    /**
     * What was removed last.
     *
     * @param name of the image
     * @param there where it is now
     */
    public record Removed(String name, Path there) {}

    private final ImageWorkshop workshop;
    private final Executor background;
    private final Executor screen;
    private final Consumer<EngineFailure> failed;
    private final ReadOnlyObjectWrapper<@Nullable Removed> removed = new ReadOnlyObjectWrapper<>();

    /**
     * Works in a library.
     *
     * @param failed is told, on the screen's thread, what went wrong
     */
    public ImageChores(
            ImageWorkshop workshop,
            Executor background,
            Executor screen,
            Consumer<EngineFailure> failed) {
        this.workshop = workshop;
        this.background = background;
        this.screen = screen;
        this.failed = failed;
    }

    /** What can be taken back, or null. */
    public ReadOnlyObjectProperty<@Nullable Removed> removed() {
        return removed.getReadOnlyProperty();
    }

    /**
     * Calls an image otherwise. The library's watch shows it.
     *
     * @param done is run on the screen's thread when it is called that
     */
    public void rename(Image image, String name, Runnable done) {
        work(() -> {
            workshop.rename(image, name);
            screen.execute(done);
        });
    }

    /** Remembers tags. */
    public void tag(Image image, List<String> tags) {
        work(() -> workshop.notes().update(image.name(), notes -> notes.withTags(tags)));
    }

    /** Remembers what somebody wrote about an image. */
    public void write(Image image, String text) {
        work(() -> workshop.notes().update(image.name(), notes -> notes.withText(text)));
    }

    /** Puts an image into the trash. */
    public void remove(Image image) {
        work(() -> {
            Path there = workshop.trash().put(image);
            screen.execute(() -> removed.set(new Removed(image.name(), there)));
        });
    }

    /** Takes back what was removed last. */
    public void undo() {
        Removed last = removed.get();
        if (last != null) {
            removed.set(null);
            work(() -> workshop.trash().restore(last.there()));
        }
    }

    /** What was removed stays where it is, and nobody speaks of it any more. */
    public void forget() {
        removed.set(null);
    }

    private void work(Runnable chore) {
        background.execute(() -> {
            try {
                chore.run();
            } catch (EngineFailure failure) {
                screen.execute(() -> failed.accept(failure));
            }
        });
    }
}
