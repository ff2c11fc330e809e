// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Watches a folder, and what is known of the images in it, on a virtual thread of its own; a burst
 * of changes is told once. A running machine writes to its image all the time: that is told seldom.
 */
final class FolderWatch implements ImageLibrary.Watching {
    private static final long BURST_MILLIS = 100;
    private static final long WRITING_MILLIS = 1000;
    private static final int STEPS = 10;

    private final WatchService service;
    private final Path folder;
    private final Path notes;
    private final Runnable changed;
    private boolean notesWatched;

    private FolderWatch(WatchService service, Path folder, Runnable changed) {
        this.service = service;
        this.folder = folder;
        this.notes = new NoteStore(folder).folder();
        this.changed = changed;
    }

    static FolderWatch start(Path folder, Runnable changed) {
        try {
            Files.createDirectories(folder);
            WatchService service = folder.getFileSystem().newWatchService();
            FolderWatch watch = new FolderWatch(service, folder, changed);
            watch.register(folder);
            watch.watchNotes();
            Thread.ofVirtual().name("dozen-library-watch").start(watch::run);
            return watch;
        } catch (IOException refused) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    folder,
                    "The folder of your images, " + folder + ", cannot be watched: " + refused,
                    refused);
        }
    }

    private void register(Path watched) throws IOException {
        watched.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY);
    }

    /** They get a folder when there is something to remember first. */
    private void watchNotes() {
        if (!notesWatched && Files.isDirectory(notes)) {
            try {
                register(notes);
                notesWatched = true;
            } catch (IOException gone) {
                // Looked at again with the next change.
            }
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                TimeUnit.MILLISECONDS.sleep(BURST_MILLIS);
                boolean writing = onlyWriting(key);
                for (int step = 1; writing && step < STEPS; step++) {
                    TimeUnit.MILLISECONDS.sleep(WRITING_MILLIS / STEPS);
                    writing = onlyWriting(key);
                }
                watchNotes();
                changed.run();
                if (!key.reset() && !Files.isDirectory(folder)) {
                    return; // the folder itself was removed
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            // Somebody closed us: that is how it ends.
        }
    }

    /** Takes what has happened: nothing but bytes written to images? */
    private boolean onlyWriting(WatchKey key) {
        return folder.equals(key.watchable())
                && key.pollEvents().stream()
                        .allMatch(
                                event -> StandardWatchEventKinds.ENTRY_MODIFY.equals(event.kind()));
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to be let go of.
        }
    }
}
