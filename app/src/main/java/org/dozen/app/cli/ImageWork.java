// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.WorkProgress;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Work on images from the command line: says on standard error how far it is, where that is a
 * terminal, and is stopped by Ctrl-C with nothing half made.
 */
final class ImageWork {
    private static final long BETWEEN_LINES_NANOS = 200_000_000;

    private final SignalStop stop = new SignalStop();
    private final boolean quiet =
            !Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private long lastNanos = System.nanoTime();
    private boolean shown;

    private ImageWork() {}

    /** What is done. */
    @FunctionalInterface
    interface Task {
        /**
         * Does it.
         *
         * @return the exit code
         */
        int run(ImageWorkshop workshop, VmEngine engine, WorkProgress progress);
    }

    /** Does it, and gives the exit code. */
    static int run(Task task) {
        return new ImageWork().work(task);
    }

    private int work(Task task) {
        stop.arm();
        try (VmEngine engine = VmEngine.open(EngineDirectories.standard())) {
            int code = task.run(engine.workshop(), engine, this::show);
            stop.disarm();
            return code;
        } catch (CancellationException cancelled) {
            System.err.println("dozen: stopped; nothing is left of it");
            return SignalStop.CANCELLED;
        } catch (IllegalStateException underWay) {
            if (stop.asked()) {
                return SignalStop.CANCELLED;
            }
            throw underWay;
        } finally {
            clearLine();
            stop.ended();
        }
    }

    private boolean show(String what, long done, long total) {
        long now = System.nanoTime();
        if (!quiet && now - lastNanos > BETWEEN_LINES_NANOS) {
            lastNanos = now;
            shown = true;
            String far =
                    total > 0
                            ? Math.min(100, done * 100 / total)
                                    + " % of "
                                    + ImagesCommand.size(total)
                            : done > 0 ? ImagesCommand.size(done) : "";
            System.err.printf("\r\033[K%s %s", what, far);
            System.err.flush();
        }
        return !stop.asked();
    }

    private void clearLine() {
        if (shown) {
            System.err.print("\r\033[K");
            System.err.flush();
        }
    }

    /** An image of the library, or a file. */
    static Image image(VmEngine engine, String name) {
        return engine.images().resolve(name);
    }
}
