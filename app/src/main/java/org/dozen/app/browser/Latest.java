// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/**
 * Runs one task at a time and keeps only the newest of those that wait: who holds an arrow key down
 * over a list does not queue a hundred readings.
 */
final class Latest {
    private final Executor background;
    private @Nullable Runnable next;
    private boolean running;

    Latest(Executor background) {
        this.background = background;
    }

    synchronized void submit(Runnable task) {
        next = task;
        if (!running) {
            running = true;
            background.execute(this::run);
        }
    }

    private void run() {
        while (true) {
            Runnable task;
            synchronized (this) {
                task = next;
                next = null;
                if (task == null) {
                    running = false;
                    return;
                }
            }
            task.run();
        }
    }
}
