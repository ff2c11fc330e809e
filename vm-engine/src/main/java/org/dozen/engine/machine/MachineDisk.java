// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.Journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The disk of one machine, run after run: the image itself, opened and locked for each run, or a
 * private copy of the shipped image, kept until the machine is closed. Guarded by its machine.
 */
final class MachineDisk implements AutoCloseable {
    private final Image image;
    private final boolean readOnly;
    private final Path scratch;
    private Optional<DiskFile> privateCopy = Optional.empty();

    /**
     * A disk, not opened yet.
     *
     * @param scratch folder for private copies
     */
    MachineDisk(Image image, boolean readOnly, Path scratch) {
        this.image = image;
        this.readOnly = readOnly;
        this.scratch = scratch;
    }

    /**
     * Opens it for a run.
     *
     * @throws ImageFailure if it cannot be opened, is in use or cannot be copied
     */
    DiskFile open() {
        if (image.shipped() && !readOnly) {
            DiskFile copy =
                    privateCopy.orElseGet(() -> DiskFile.privateCopy(image.path(), scratch));
            privateCopy = Optional.of(copy);
            return copy;
        }
        DiskFile disk = DiskFile.open(image.path(), readOnly);
        try {
            if (readOnly) {
                Journal.requireClean(image.path());
            }
            return disk;
        } catch (EngineFailure failure) {
            disk.close();
            throw failure;
        }
    }

    /** A run is over: its image is free again, a private copy waits for the next run. */
    void letGo(DiskFile disk) {
        if (!disk.isPrivate()) {
            disk.close();
        }
    }

    @Override
    public void close() {
        privateCopy.ifPresent(DiskFile::close);
    }
}
