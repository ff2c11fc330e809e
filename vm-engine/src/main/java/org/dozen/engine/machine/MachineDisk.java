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
    private final boolean throwAway;
    private final Path scratch;
    private Optional<DiskFile> privateCopy = Optional.empty();

    /**
     * A disk, not opened yet.
     *
     * @param scratch folder for private copies
     */
    MachineDisk(MachineSettings settings, Path scratch) {
        this.image = settings.image();
        this.readOnly = settings.readOnly();
        this.throwAway = settings.boot().throwAway() || image.shipped();
        this.scratch = scratch;
    }

    /**
     * Opens it for a run.
     *
     * @throws ImageFailure if it cannot be opened, is in use or cannot be copied
     */
    DiskFile open() {
        if (throwAway && !readOnly) {
            DiskFile copy = privateCopy.orElseGet(this::copy);
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

    /** Nobody may write to the image while it is copied. */
    private DiskFile copy() {
        try (DiskFile lock = DiskFile.open(image.path(), true)) {
            return DiskFile.privateCopy(lock.path(), scratch);
        }
    }

    /**
     * Copies what runs wrote to a new file.
     *
     * @return whether there is a private copy to be saved
     */
    boolean save(Path to) {
        privateCopy.ifPresent(copy -> copy.save(to));
        return privateCopy.isPresent();
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
