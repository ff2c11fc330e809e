// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.dozen.engine.failure.EngineFailure;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The work on images that is under way or waits: two at a time, the others in their turn. */
public final class ImageJobs {
    private static final int AT_ONCE = 2;

    private final Executor background;
    private final Executor screen;
    private final Consumer<EngineFailure> failed;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final ObservableList<ImageJob> jobs = FXCollections.observableArrayList();

    /**
     * Work.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it.
         *
         * @param job is told how far it is, and says whether to go on
         */
        T run(ImageJob job);
    }

    /**
     * Makes a place for work.
     *
     * @param failed is told, on the screen's thread, what went wrong
     */
    public ImageJobs(Executor background, Executor screen, Consumer<EngineFailure> failed) {
        this.background = background;
        this.screen = screen;
        this.failed = failed;
    }

    /** What is under way, the oldest first. On the screen's thread. */
    public ObservableList<ImageJob> list() {
        return jobs;
    }

    /** Whether something works on this image. */
    public boolean busy(Path image) {
        return jobs.stream().anyMatch(job -> job.image().filter(image::equals).isPresent());
    }

    /**
     * Does something; what goes wrong is said to everyone.
     *
     * @param title what it does, for people
     * @param image what it works on; empty if it makes one
     * @param done is told on the screen's thread what came of it
     */
    public <T> ImageJob start(String title, Optional<Path> image, Work<T> work, Consumer<T> done) {
        return start(title, image, work, done, failed);
    }

    /**
     * Does something.
     *
     * @param title what it does, for people
     * @param image what it works on; empty if it makes one
     * @param done is told on the screen's thread what came of it
     * @param refused is told on the screen's thread what went wrong
     */
    public <T> ImageJob start(
            String title,
            Optional<Path> image,
            Work<T> work,
            Consumer<T> done,
            Consumer<EngineFailure> refused) {
        ImageJob job = new ImageJob(title, image, screen);
        jobs.add(job);
        background.execute(() -> {
            Optional<EngineFailure> failure = Optional.empty();
            Optional<T> result = Optional.empty();
            try {
                result = Optional.of(inTurn(job, work));
            } catch (EngineFailure wrong) {
                failure = Optional.of(wrong);
            } catch (CancellationException stopped) {
                job.cancel();
            } finally {
                job.end();
                Optional<T> came = result;
                Optional<EngineFailure> said = failure.filter(each -> !job.stopped());
                screen.execute(() -> {
                    jobs.remove(job);
                    came.ifPresent(done);
                    said.ifPresent(refused);
                });
            }
        });
        return job;
    }

    private <T> T inTurn(ImageJob job, Work<T> work) {
        job.begin(Thread.currentThread());
        try {
            places.acquire();
        } catch (InterruptedException stopped) {
            throw new CancellationException("stopped before it began");
        }
        try {
            if (job.stopped()) {
                throw new CancellationException("stopped before it began");
            }
            return work.run(job);
        } finally {
            places.release();
        }
    }

    /** Stops everything, for the end of the program. */
    public void cancelAll() {
        jobs.forEach(ImageJob::cancel);
    }
}
