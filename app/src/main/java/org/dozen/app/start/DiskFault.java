// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import org.dozen.app.preference.StartChoice;
import org.dozen.app.text.Text;
import org.dozen.engine.machine.BootSettings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with further disks. Looks at the host's files: not on the screen's thread. */
final class DiskFault {
    private DiskFault() {}

    /**
     * The first thing that is wrong.
     *
     * @param image which cannot be a further disk of itself
     * @param imageWritten the machine writes to the image itself
     * @return a sentence, or nothing
     */
    static String of(List<StartChoice.Disk> disks, Path image, boolean imageWritten) {
        if (disks.size() > BootSettings.MOST_DISKS) {
            return Text.of("start.disks.many", BootSettings.MOST_DISKS);
        }
        Set<Path> seen = new HashSet<>();
        for (StartChoice.Disk disk : disks) {
            String wrong = of(disk, image, imageWritten, seen);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String of(
            StartChoice.Disk disk, Path image, boolean imageWritten, Set<Path> seen) {
        Path file;
        try {
            file = Path.of(disk.path()).toAbsolutePath().normalize();
        } catch (InvalidPathException none) {
            return Text.of("start.disks.missing", disk.path());
        }
        if (Files.isDirectory(file)) {
            return Text.of("start.disks.folder", file);
        }
        if (!Files.exists(file)) {
            return Text.of("start.disks.missing", file);
        }
        if (!Files.isReadable(file)) {
            return Text.of("start.disks.unreadable", file);
        }
        if (!disk.readOnly() && !Files.isWritable(file)) {
            return Text.of("start.disks.unwritable", file);
        }
        boolean twice = !seen.add(file);
        boolean itself = file.equals(image) && (imageWritten || !disk.readOnly());
        return twice || itself ? Text.of("start.disks.twice", file) : "";
    }
}
