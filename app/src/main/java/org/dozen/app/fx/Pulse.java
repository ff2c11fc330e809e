// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.animation.AnimationTimer;
import javafx.util.Subscription;

import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one animation timer of the program. Everything that streams to the screen drains its queue in
 * a frame task of this pulse, so that a fast machine costs one frame's work and not one event per
 * record.
 */
public final class Pulse {
    private final CopyOnWriteArrayList<FrameTask> tasks = new CopyOnWriteArrayList<>();
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    run(now);
                }
            };
    private long frames;
    private long lastFrame;
    private long longestGapNanos;
    private long workNanos;

    /** Adds a task to every frame until the subscription ends. On the JavaFX thread. */
    public Subscription add(FrameTask task) {
        tasks.add(task);
        if (tasks.size() == 1) {
            timer.start();
        }
        return () -> {
            tasks.remove(task);
            if (tasks.isEmpty()) {
                timer.stop();
                lastFrame = 0;
            }
        };
    }

    /**
     * Frames drawn, the longest gap between two, and the time spent in tasks, since the last call.
     */
    public Figures takeFigures() {
        Figures figures = new Figures(frames, longestGapNanos, workNanos);
        frames = 0;
        longestGapNanos = 0;
        workNanos = 0;
        return figures;
    }

    private void run(long now) {
        if (lastFrame != 0) {
            longestGapNanos = Math.max(longestGapNanos, now - lastFrame);
        }
        lastFrame = now;
        frames++;
        long begin = System.nanoTime();
        for (FrameTask task : tasks) {
            task.frame(now);
        }
        workNanos += System.nanoTime() - begin;
    }

    /**
     * What the frames cost.
     *
     * @param frames frames drawn
     * @param longestGapNanos longest time between two frames
     * @param workNanos time spent in the frame tasks
     */
    public record Figures(long frames, long longestGapNanos, long workNanos) {}
}
