// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;

import java.nio.file.Path;

/** The journal of an image's file system. */
public final class Journal {
    private Journal() {}

    /** Whether there is work in the journal that has to be written back. */
    public static boolean isWanted(Path path) {
        return Inspection.superblock(path).map(Superblock::needsRecovery).orElse(false);
    }

    /**
     * Makes sure that an image can be used without writing to it. A machine that was killed leaves
     * work in the journal, and the guest kernel does not mount before that has been written back.
     *
     * @throws ImageFailure if the image must be written to first, or cannot be read
     */
    public static void requireClean(Path path) {
        if (Inspection.superblock(path).map(Superblock::needsRecovery).orElse(false)) {
            throw new ImageFailure(
                    ImageFailure.Reason.DAMAGED,
                    path,
                    "The image "
                            + path
                            + " was not shut down in order, so its journal has to be written back"
                            + " first. Start it once without read-only.");
        }
    }
}
