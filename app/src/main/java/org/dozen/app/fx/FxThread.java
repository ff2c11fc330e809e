// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.application.Platform;

import java.util.concurrent.Executor;

/** The only place that sends work to the JavaFX thread. */
public final class FxThread {
    private FxThread() {}

    /** An executor that runs its tasks on the JavaFX thread, in order. */
    public static Executor executor() {
        return FxThread::later;
    }

    /** Runs {@code task} on the JavaFX thread: at once when already there, otherwise soon. */
    public static void later(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    /** Starts JavaFX and runs {@code first} on its thread. Once per process. */
    public static void start(Runnable first) {
        Platform.startup(first);
    }

    /** Ends JavaFX, and with it the program when nothing else runs. */
    public static void end() {
        Platform.exit();
    }

    /**
     * Runs {@code task} on the JavaFX thread after what is queued there now, even when already
     * there.
     */
    public static void afterwards(Runnable task) {
        Platform.runLater(task);
    }
}
