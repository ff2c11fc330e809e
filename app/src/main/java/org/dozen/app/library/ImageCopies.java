// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.ImportRequest;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Brings images, archives and folders into the library, one at a time, seen and stopped from the
 * screen.
 */
public final class ImageCopies {
    private static final long TELL_NANOS = 50_000_000L;

    private final ImageWorkshop workshop;
    private final Executor background;
    private final Executor screen;
    private final Consumer<EngineFailure> failed;
    private final ReadOnlyObjectWrapper<@Nullable CopyJob> job = new ReadOnlyObjectWrapper<>();
    private AtomicBoolean stop = new AtomicBoolean();

    /**
     * Makes copies in a library.
     *
     * @param failed is told, on the screen's thread, what went wrong
     */
    public ImageCopies(
            ImageWorkshop workshop,
            Executor background,
            Executor screen,
            Consumer<EngineFailure> failed) {
        this.workshop = workshop;
        this.background = background;
        this.screen = screen;
        this.failed = failed;
    }

    /** The copy under way, or null. */
    public ReadOnlyObjectProperty<@Nullable CopyJob> job() {
        return job.getReadOnlyProperty();
    }

    /**
     * Starts a copy unless one is under way.
     *
     * @param done is told, on the screen's thread, about the new image
     */
    public void start(Path source, String name, Consumer<Image> done) {
        if (job.get() != null) {
            return;
        }
        AtomicBoolean halt = new AtomicBoolean();
        stop = halt;
        job.set(new CopyJob(name, -1, Text.of("library.copy.starting", name)));
        background.execute(() -> copy(source, name, halt, done));
    }

    /** Stops the copy under way; what was copied is removed. */
    public void cancel() {
        stop.set(true);
    }

    private void copy(Path source, String name, AtomicBoolean halt, Consumer<Image> done) {
        long[] told = {System.nanoTime() - TELL_NANOS};
        try {
            Image brought =
                    workshop.bringIn(
                            ImportRequest.of(source.toString(), name),
                            (what, bytes, total) -> {
                                tell(name, bytes, total, told);
                                return !halt.get();
                            });
            screen.execute(() -> {
                job.set(null);
                done.accept(brought);
            });
        } catch (CancellationException asked) {
            screen.execute(() -> job.set(null));
        } catch (EngineFailure failure) {
            screen.execute(() -> {
                job.set(null);
                failed.accept(failure);
            });
        }
    }

    private void tell(String name, long bytes, long total, long[] told) {
        long now = System.nanoTime();
        if (now - told[0] < TELL_NANOS) {
            return;
        }
        told[0] = now;
        double share = total > 0 ? Math.clamp((double) bytes / total, 0, 1) : -1;
        String words =
                total > 0
                        ? Text.of(
                                "library.copy.progress",
                                name,
                                Figures.bytes(bytes),
                                Figures.bytes(total))
                        : Text.of("library.copy.far", name, Figures.bytes(bytes));
        screen.execute(() -> {
            if (job.get() != null) {
                job.set(new CopyJob(name, share, words));
            }
        });
    }

    /**
     * A name for the library made of a file's name: allowed letters only, not among those taken.
     */
    public static String freeName(String fileName, Set<String> taken) {
        String unpacked = fileName.replaceFirst("(?<=.\\.tar)\\.(gz|xz|zst)$", "");
        int dot = unpacked.lastIndexOf('.');
        String stem = dot > 0 ? unpacked.substring(0, dot) : unpacked;
        String name = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "");
        if (name.isEmpty()) {
            name = "image";
        }
        Set<String> lower = new HashSet<>();
        taken.forEach(one -> lower.add(one.toLowerCase(Locale.ROOT)));
        String free = name;
        for (int number = 2; lower.contains(free.toLowerCase(Locale.ROOT)); number++) {
            free = name + "-" + number;
        }
        return free;
    }
}
