// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that a signal stops with nothing half made: the program ends when the work has cleaned up,
 * or after a while. For any thread; one for each piece of work.
 */
final class SignalStop {
    /** The exit code when somebody stopped it. */
    static final int CANCELLED = 130;

    private static final long CLEAN_SECONDS = 20;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch clean = new CountDownLatch(1);
    private final Thread onSignal = Thread.ofPlatform().unstarted(this::cancel);

    /** From here on a signal is heard. */
    void arm() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** Whether the work is to stop. */
    boolean asked() {
        return asked.get();
    }

    /**
     * The work is done: from here on a signal ends the program at once.
     *
     * @throws IllegalStateException if the program is being ended already
     */
    void disarm() {
        Runtime.getRuntime().removeShutdownHook(onSignal);
    }

    /** Nothing is left of the work. */
    void ended() {
        clean.countDown();
    }

    /** Runs when a signal ends the program: waits until nothing is left of the work. */
    private void cancel() {
        asked.set(true);
        try {
            clean.await(CLEAN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
