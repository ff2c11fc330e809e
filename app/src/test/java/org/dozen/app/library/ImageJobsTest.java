// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Work on images, with this thread as the screen's. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ImageJobsTest {
    private static final Path IMAGE = Path.of("/images/one.ext4");

    private final LinkedBlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final List<EngineFailure> failures = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final ImageJobs jobs = new ImageJobs(background, screen::add, failures::add);

    @AfterEach
    void end() {
        jobs.cancelAll();
        background.shutdownNow();
    }

    @Test
    void whatComesOfItIsToldAndItIsGoneThen() throws InterruptedException {
        jobs.start("one", Optional.of(IMAGE), job -> "result", done::add);
        assertThat(jobs.list()).hasSize(1);
        assertThat(jobs.busy(IMAGE)).isTrue();
        awaitNone();
        assertThat(done).containsExactly("result");
        assertThat(jobs.busy(IMAGE)).isFalse();
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureIsSaidInItsSentence() throws InterruptedException {
        jobs.start("one", Optional.empty(), job -> refuse("The disk is full."), done::add);
        awaitNone();
        assertThat(done).isEmpty();
        assertThat(failures)
                .extracting(EngineFailure::sentence)
                .containsExactly("The disk is full.");
    }

    @Test
    void whoeverWantsToHearOfTheFailureAloneDoes() throws InterruptedException {
        List<EngineFailure> mine = new ArrayList<>();
        jobs.start("one", Optional.empty(), job -> refuse("No."), done::add, mine::add);
        awaitNone();
        assertThat(mine).hasSize(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void whatIsStoppedEndsInSilence() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        ImageJob job =
                jobs.<String>start(
                        "one",
                        Optional.empty(),
                        at -> {
                            begun.countDown();
                            while (at.at("copying", 1, 2)) {
                                Thread.onSpinWait();
                            }
                            throw new CancellationException("stopped");
                        },
                        done::add);
        begun.await();
        job.cancel();
        awaitNone();
        assertThat(done).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void whoWaitsForAProgramIsInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        ImageJob job =
                jobs.start(
                        "one",
                        Optional.empty(),
                        at -> {
                            begun.countDown();
                            return sleep();
                        },
                        done::add);
        begun.await();
        job.cancel();
        awaitNone();
        assertThat(done).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void twoAtATimeAreDoneAndAllInTheEnd() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 7; i++) {
            jobs.start(
                    "job " + i,
                    Optional.empty(),
                    job -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        await(go);
                        now.decrementAndGet();
                        return "x";
                    },
                    done::add);
        }
        assertThat(jobs.list()).hasSize(7);
        go.countDown();
        awaitNone();
        assertThat(done).hasSize(7);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatWaitsForItsTurnCanBeStopped() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            jobs.start(
                    "first",
                    Optional.empty(),
                    job -> {
                        begun.countDown();
                        await(go);
                        return "first";
                    },
                    done::add);
        }
        begun.await();
        ImageJob waiting = jobs.start("late", Optional.empty(), job -> "late", done::add);
        waiting.cancel();
        while (jobs.list().contains(waiting)) {
            screen.take().run();
        }
        go.countDown();
        awaitNone();
        assertThat(done).containsExactly("first", "first");
    }

    @Test
    void itSaysHowFarItIs() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        ImageJob job =
                jobs.start(
                        "one",
                        Optional.empty(),
                        at -> {
                            at.at("copying", 1 << 20, 4 << 20);
                            await(go);
                            return "x";
                        },
                        done::add);
        while (job.share().get() != 0.25) {
            screen.take().run();
        }
        assertThat(job.words().get()).isEqualTo("copying: 1 MB of 4 MB");
        go.countDown();
        awaitNone();
    }

    private void awaitNone() throws InterruptedException {
        while (!jobs.list().isEmpty()) {
            screen.take().run();
        }
    }

    private static String sleep() {
        try {
            return "slept " + new CountDownLatch(1).await(50, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            return refuse("It was interrupted.");
        }
    }

    private static String refuse(String sentence) {
        throw new ImageFailure(ImageFailure.Reason.DISK_FULL, IMAGE, sentence);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new CancellationException("stopped");
        }
    }
}
