// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.machine;

import org.dozen.app.text.Figures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * How long it took from the click to the prompt on screen, step by step. Times are {@link
 * System#nanoTime()}; 0 = not yet. Every step is set once per run, by the thread that sees it.
 */
public final class LaunchTimes {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchTimes.class);

    private volatile long clicked;
    private volatile long spawned;
    private volatile long firstByte;
    private volatile long painted;

    /** Somebody wants a machine: everything is counted from here. */
    public void click() {
        spawned = 0;
        firstByte = 0;
        painted = 0;
        clicked = System.nanoTime();
    }

    /** The process exists. */
    public void spawn() {
        spawned = System.nanoTime();
    }

    /** The first byte of the console has reached the terminal. */
    public void firstByte() {
        if (firstByte == 0) {
            firstByte = System.nanoTime();
        }
    }

    /** The frame with the prompt has been drawn. Says whether this was the first time. */
    public boolean paint() {
        if (painted != 0 || clicked == 0) {
            return false;
        }
        painted = System.nanoTime();
        LOG.debug(
                "click to spawn {}, to first byte {}, to prompt painted {}",
                Figures.duration(toSpawn()),
                Figures.duration(toFirstByte()),
                Figures.duration(toPrompt()));
        return true;
    }

    public boolean isPainted() {
        return painted != 0;
    }

    public Duration toSpawn() {
        return since(spawned);
    }

    public Duration toFirstByte() {
        return since(firstByte);
    }

    /** From the click to the drawn prompt; zero if it is not there yet. */
    public Duration toPrompt() {
        return since(painted);
    }

    private Duration since(long at) {
        return at == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, at - clicked));
    }
}
