// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.workshop.WorkProgress;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Work on an image that takes a while: seen from the screen, done elsewhere, stopped when somebody
 * wants that.
 */
public final class ImageJob implements WorkProgress {
    private static final long TELL_NANOS = 50_000_000L;

    private final String title;
    private final Optional<Path> image;
    private final Executor screen;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
    private final Object lock = new Object();
    private long told = System.nanoTime() - TELL_NANOS;
    private String toldWhat = "";
    private boolean stopped;
    private Optional<Thread> worker = Optional.empty();

    /**
     * A job.
     *
     * @param title what it does, for people
     * @param image what it works on; empty if it makes one
     */
    ImageJob(String title, Optional<Path> image, Executor screen) {
        this.title = title;
        this.image = image;
        this.screen = screen;
        words.set(Text.of("job.waiting"));
    }

    public String title() {
        return title;
    }

    /** The file that it works on; empty if it makes one. */
    public Optional<Path> image() {
        return image;
    }

    /** What is being done just now, and how far it is. */
    public ReadOnlyStringProperty words() {
        return words.getReadOnlyProperty();
    }

    /** Done of one; below 0 = not known. */
    public ReadOnlyDoubleProperty share() {
        return share.getReadOnlyProperty();
    }

    /** Asks it to stop; nothing is left of what it has made. Any thread. */
    public void cancel() {
        synchronized (lock) {
            stopped = true;
            worker.ifPresent(Thread::interrupt);
        }
        screen.execute(() -> words.set(Text.of("job.stopping")));
    }

    boolean stopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    /** The thread that does it; it is interrupted if the job is to stop. */
    void begin(Thread thread) {
        synchronized (lock) {
            worker = Optional.of(thread);
            if (stopped) {
                thread.interrupt(); // asked to stop before it had a thread
            }
        }
        say(Text.of("job.begun"), -1);
    }

    /** From now on nobody is interrupted. */
    void end() {
        synchronized (lock) {
            worker = Optional.empty();
            // The thread may do something else next, and is not meant then.
            Thread.interrupted();
        }
    }

    @Override
    public boolean at(String what, long done, long total) {
        long now = System.nanoTime();
        if (now - told >= TELL_NANOS || !what.equals(toldWhat)) {
            told = now;
            toldWhat = what;
            say(far(what, done, total), total > 0 ? Math.clamp((double) done / total, 0, 1) : -1);
        }
        return !stopped();
    }

    /** One line of what somebody else reports. */
    boolean at(String line, double part) {
        if (!line.equals(toldWhat)) {
            toldWhat = line;
            say(line, part);
        }
        return !stopped();
    }

    private static String far(String what, long done, long total) {
        if (total > 0) {
            return Text.of(
                    "job.far", what, Figures.bytes(Math.min(done, total)), Figures.bytes(total));
        }
        return done > 0 ? Text.of("job.some", what, Figures.bytes(done)) : what;
    }

    private void say(String now, double part) {
        screen.execute(() -> {
            if (!stopped()) {
                words.set(now);
            }
            share.set(part);
        });
    }
}
