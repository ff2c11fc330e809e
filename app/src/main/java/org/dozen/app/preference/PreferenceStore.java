// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * The preferences as everybody sees them, and their way to the disk: changes are seen at once and
 * written by another thread, the newest only.
 */
public final class PreferenceStore {
    private static final Logger LOG = LoggerFactory.getLogger(PreferenceStore.class);

    private final PreferenceFile file;
    private final Executor writer;
    private final ReadOnlyObjectWrapper<Preferences> now;
    private final Object lock = new Object();
    private Preferences wanted;
    private Preferences written;

    /**
     * Reads the file; what cannot be read is said in the log and replaced by the usual.
     *
     * @param writer runs what writes to the disk, away from the user interface's thread
     */
    public PreferenceStore(PreferenceFile file, Executor writer) {
        this.file = file;
        this.writer = writer;
        this.written = readOrUsual(file);
        this.wanted = written;
        this.now = new ReadOnlyObjectWrapper<>(written);
    }

    public ReadOnlyObjectProperty<Preferences> now() {
        return now.getReadOnlyProperty();
    }

    public Preferences get() {
        return now.get();
    }

    /** Changes the preferences, on the thread that reads them. */
    public void change(UnaryOperator<Preferences> change) {
        Preferences changed = change.apply(now.get());
        if (changed.equals(now.get())) {
            return;
        }
        now.set(changed);
        synchronized (lock) {
            wanted = changed;
        }
        writer.execute(this::flush);
    }

    /** Writes what has not been written yet. Any thread. */
    public void flush() {
        synchronized (lock) {
            if (wanted.equals(written)) {
                return;
            }
            try {
                file.write(wanted);
                written = wanted;
            } catch (IOException e) {
                LOG.warn("The preferences could not be kept in {}", file.path(), e);
            }
        }
    }

    private static Preferences readOrUsual(PreferenceFile file) {
        try {
            return file.read();
        } catch (IOException e) {
            LOG.warn("The preferences could not be read", e);
            return Preferences.first();
        }
    }
}
