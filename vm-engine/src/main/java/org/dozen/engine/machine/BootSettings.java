// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import java.nio.file.Path;
import java.util.List;

/**
 * How a machine boots its image, and what else it has.
 *
 * @param init whose first program
 * @param imageCommand run what the image says that is to be run, then power off; a {@link
 *     MachineSettings#command} goes before it
 * @param throwAway run on a private copy of the image, which is gone with the machine unless it is
 *     saved
 * @param disks further disks, {@code /dev/vdb} first
 */
public record BootSettings(
        Init init, boolean imageCommand, boolean throwAway, List<ExtraDisk> disks) {
    /** The image's own init if it can run, no further disks, changes stay in the image. */
    public static final BootSettings USUAL = new BootSettings(Init.AUTO, false, false, List.of());

    /** Eight disks in all; two may be needed for an init of ours and what it is to run. */
    public static final int MOST_DISKS = 5;

    /** Whose first program. */
    public enum Init {
        /** The image's if it has one that can run, else ours. */
        AUTO,
        IMAGE,
        /** Ours, from a disk of its own; it is not put into the image. */
        OURS
    }

    /**
     * A further disk.
     *
     * @param path a file with whatever
     * @param readOnly it is not written, and others may read it, too
     */
    public record ExtraDisk(Path path, boolean readOnly) {}

    public BootSettings withInit(Init other) {
        return new BootSettings(other, imageCommand, throwAway, disks);
    }

    public BootSettings withImageCommand(boolean on) {
        return new BootSettings(init, on, throwAway, disks);
    }

    public BootSettings withThrowAway(boolean on) {
        return new BootSettings(init, imageCommand, on, disks);
    }

    public BootSettings withDisks(List<ExtraDisk> other) {
        return new BootSettings(init, imageCommand, throwAway, List.copyOf(other));
    }
}
