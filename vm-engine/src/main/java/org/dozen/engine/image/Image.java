// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A disk image as it was when it was looked at. A value: looking again gives another one.
 *
 * @param name what people call it: the file's name without its extension
 * @param path the file, absolute
 * @param kind the file system in it, from its superblock
 * @param label the file system's own label, may be empty
 * @param sizeBytes bytes of the file as it reads, holes included
 * @param diskBytes bytes that the file takes on the host's disk
 * @param fileSystemBytes bytes of the file system, 0 if unknown
 * @param usedBytes bytes of the file system in use, 0 if unknown
 * @param changed when the file was last changed
 * @param shipped comes with the program: every machine that boots it gets a fresh private copy that
 *     is thrown away when the machine is closed, and the shipped file is never written
 * @param partition where in the file the file system lies; {@link Partition#WHOLE} without a
 *     partition table
 * @param problem why no machine can boot from it, as far as looking can tell; empty if one can
 */
public record Image(
        String name,
        Path path,
        FileSystemKind kind,
        String label,
        long sizeBytes,
        long diskBytes,
        long fileSystemBytes,
        long usedBytes,
        Instant changed,
        boolean shipped,
        Partition partition,
        Optional<ImageFailure> problem) {

    /** The same image, looked into at another place. */
    public Image at(Partition other) {
        return new Image(
                name,
                path,
                kind,
                label,
                sizeBytes,
                diskBytes,
                fileSystemBytes,
                usedBytes,
                changed,
                shipped,
                other,
                problem);
    }

    /** Share of the file system in use, 0..1; 0 if unknown. */
    public double usedShare() {
        return fileSystemBytes > 0
                ? Math.clamp((double) usedBytes / (double) fileSystemBytes, 0.0, 1.0)
                : 0.0;
    }
}
