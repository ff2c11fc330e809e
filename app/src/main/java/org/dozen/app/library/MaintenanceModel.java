// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.filesystem.FileSystems;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Checks, repairs, resizes, compacts and exports images, and keeps what came of it until the next
 * time. On the screen's thread.
 */
public final class MaintenanceModel {
    private final ImageWorkshop workshop;
    private final ImageJobs jobs;
    private final Runnable reload;
    private final Executor background;
    private final Executor screen;
    private final Map<Path, Outcome> outcomes = new HashMap<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();

    /**
     * What came of it.
     *
     * @param sentence for people
     * @param lines what the check found, one by one
     * @param repairable there is something to put right
     * @param bad it went wrong, or something is wrong
     */
    public record Outcome(String sentence, List<String> lines, boolean repairable, boolean bad) {
        static Outcome good(String sentence) {
            return new Outcome(sentence, List.of(), false, false);
        }
    }

    /**
     * Works in a library.
     *
     * @param reload looks at the library again
     */
    public MaintenanceModel(
            ImageWorkshop workshop,
            ImageJobs jobs,
            Runnable reload,
            Executor background,
            Executor screen) {
        this.workshop = workshop;
        this.jobs = jobs;
        this.reload = reload;
        this.background = background;
        this.screen = screen;
    }

    /** Rises whenever there is something new to be seen. */
    public ReadOnlyIntegerProperty revision() {
        return revision.getReadOnlyProperty();
    }

    /** What came of the last work on an image. */
    public Optional<Outcome> outcome(Image image) {
        return Optional.ofNullable(outcomes.get(image.path()));
    }

    /** Nobody wants to read it any more. */
    public void forget(Image image) {
        outcomes.remove(image.path());
        revision.set(revision.get() + 1);
    }

    /** What works on an image just now. */
    public Optional<ImageJob> job(Image image) {
        return jobs.list().stream()
                .filter(job -> job.image().filter(image.path()::equals).isPresent())
                .findFirst();
    }

    /** Looks whether it is whole, and says what a repair would do. */
    public void check(Image image) {
        start(
                image,
                Text.of("care.checking", image.name()),
                job -> {
                    job.at(Text.of("care.checking.words"), 0, 0);
                    return workshop.check(image);
                },
                found ->
                        found.clean()
                                ? Outcome.good(Text.of("care.check.good"))
                                : new Outcome(
                                        Text.of(
                                                image.shipped()
                                                        ? "care.check.bad.shipped"
                                                        : "care.check.bad"),
                                        problems(found),
                                        !image.shipped(),
                                        true));
    }

    /** Puts right what is wrong. */
    public void repair(Image image) {
        start(
                image,
                Text.of("care.repairing", image.name()),
                job -> workshop.repair(image, job),
                found ->
                        found.repaired()
                                ? new Outcome(
                                        Text.of("care.repaired"), problems(found), false, false)
                                : Outcome.good(Text.of("care.check.good")));
    }

    /**
     * What is wrong, line by line: without e2fsck's answers to its own questions and without its
     * last lines, which count files.
     */
    static List<String> problems(FileSystems.Check found) {
        return found.lines().stream()
                .filter(line -> !line.matches(".*: \\*+ .*\\*+"))
                .filter(line -> !line.matches(".*: \\d+/\\d+ files .*"))
                .map(line ->
                        line.replaceAll("\\s*[A-Z][A-Za-z ]*\\? (no|yes)$|\\s+IGNORED\\.$", ""))
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Gives what no file uses back to this computer's disk. */
    public void compact(Image image) {
        start(
                image,
                Text.of("care.compacting", image.name()),
                job -> {
                    job.at(Text.of("care.compacting.words"), 0, 0);
                    return workshop.compact(image);
                },
                freed ->
                        Outcome.good(
                                freed > 0
                                        ? Text.of("care.compacted", Figures.bytes(freed))
                                        : Text.of("care.compacted.none")));
    }

    /** Makes it larger or smaller. */
    public void resize(Image image, long bytes) {
        start(
                image,
                Text.of("care.resizing", image.name(), Figures.bytes(bytes)),
                job -> workshop.resize(image, bytes, job),
                resized ->
                        Outcome.good(Text.of("care.resized", Figures.bytes(resized.sizeBytes()))));
    }

    /** Finds out how small an image could be made; 0 if that cannot be told. */
    public void least(Image image, LongConsumer tell) {
        background.execute(() -> {
            long least = leastOrNone(image);
            screen.execute(() -> tell.accept(least));
        });
    }

    private long leastOrNone(Image image) {
        try {
            return workshop.least(image);
        } catch (EngineFailure unknown) {
            return 0; // asking for too small a size says why
        }
    }

    /**
     * Writes it to a file.
     *
     * @param target as the person said to the desktop's dialog, which has asked before replacing
     */
    public void export(Image image, Path target) {
        start(
                image,
                Text.of("care.exporting", image.name()),
                job -> {
                    workshop.export(image, target, true, job);
                    return target;
                },
                written -> Outcome.good(Text.of("care.exported", written)));
    }

    /** What is told of what came of it. */
    private interface Telling<T> {
        Outcome of(T result);
    }

    private <T> void start(Image image, String title, ImageJobs.Work<T> work, Telling<T> telling) {
        if (jobs.busy(image.path())) {
            return;
        }
        outcomes.remove(image.path());
        jobs.start(
                title,
                Optional.of(image.path()),
                work,
                result -> {
                    tell(image, telling.of(result));
                    reload.run();
                },
                failure -> tell(image, new Outcome(failure.sentence(), List.of(), false, true)));
        revision.set(revision.get() + 1);
    }

    private void tell(Image image, Outcome outcome) {
        outcomes.put(image.path(), outcome);
        revision.set(revision.get() + 1);
    }
}
