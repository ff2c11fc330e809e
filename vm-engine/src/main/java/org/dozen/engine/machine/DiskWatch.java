// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.host.DiskFile;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.SharedRegion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Notices what goes wrong with a disk file while a machine runs on it, and says it once each. */
final class DiskWatch {
    private static final int WRITE_DISK = TheTwelve.named("pwrite64").row();
    private static final long LITTLE_ROOM = 1L << 20;

    private final DiskFile disk;
    private final SharedRegion region;
    private final Consumer<String> warn;
    private boolean saidGone;
    private boolean saidWrite;

    DiskWatch(DiskFile disk, SharedRegion region, Consumer<String> warn) {
        this.disk = disk;
        this.region = region;
        this.warn = warn;
    }

    /** Looks; called about once a second by the run's thread. */
    void look() {
        Path path = disk.path();
        if (!saidGone && !disk.isPrivate() && disk.deleted()) {
            saidGone = true;
            warn.accept(
                    "The image "
                            + path
                            + " was removed while a machine runs on it. What the machine holds is"
                            + " kept beside it when it ends.");
        }
        if (!saidWrite && region.hostErrors(WRITE_DISK) > 0) {
            saidWrite = true;
            warn.accept(refusedWrite(path));
        }
    }

    private static String refusedWrite(Path path) {
        boolean full = room(path).map(bytes -> bytes < LITTLE_ROOM).orElse(false);
        return full
                ? "The disk that holds the image "
                        + path
                        + " is full: the machine could not write to it. Free some space; the guest"
                        + " has been told of an input/output error."
                : "The host refused to write to the image "
                        + path
                        + "; the guest has been told of an input/output error.";
    }

    private static Optional<Long> room(Path path) {
        try {
            return Optional.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** At the end: keeps what a removed image held, unless it was a private copy. */
    void rescue() {
        if (!disk.isPrivate() && disk.deleted()) {
            disk.rescue()
                    .ifPresentOrElse(
                            kept ->
                                    warn.accept(
                                            "The image "
                                                    + disk.path()
                                                    + " was removed while a machine ran on it. What"
                                                    + " it held is kept as "
                                                    + kept
                                                    + "."),
                            () ->
                                    warn.accept(
                                            "The image "
                                                    + disk.path()
                                                    + " was removed while a machine ran on it, and"
                                                    + " what it held could not be kept."));
        }
    }
}
