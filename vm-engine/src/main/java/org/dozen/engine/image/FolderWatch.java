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

/** Watches a folder on a virtual thread of its own; a burst of changes is told once. */
final class FolderWatch implements ImageLibrary.Watching {
    private static final long BURST_MILLIS = 100;

    private final WatchService service;
    private final Path folder;
    private final Runnable changed;

    private FolderWatch(WatchService service, Path folder, Runnable changed) {
        this.service = service;
        this.folder = folder;
        this.changed = changed;
    }

    static FolderWatch start(Path folder, Runnable changed) {
        try {
            Files.createDirectories(folder);
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            FolderWatch watch = new FolderWatch(service, folder, changed);
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

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                TimeUnit.MILLISECONDS.sleep(BURST_MILLIS);
                key.pollEvents();
                changed.run();
                if (!key.reset() && !Files.isDirectory(folder)) {
                    return; // the folder itself was removed
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            // Somebody closed us: that is how it ends.
        }
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
