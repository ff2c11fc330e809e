// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who holds a disk file, as the host's kernel lists it. Looking takes no lock, so that nobody who
 * wants one just then is refused. A hint: only {@link DiskFile#open} decides.
 */
public final class FileLocks {
    private static final Path LIST = Path.of("/proc/locks");
    private static final int KIND = 1;
    private static final int HOW = 3;
    private static final int FILE = 5;

    /** How a file is held. */
    public enum Held {
        NOBODY,
        /** To be read by several. */
        SHARED,
        /** To be written by one. */
        ALONE
    }

    private FileLocks() {}

    /** How a file is held now; by nobody if that cannot be told. */
    public static Held on(Path file) {
        try {
            Object number = Files.getAttribute(file, "unix:ino");
            Object device = Files.getAttribute(file, "unix:dev");
            if (!(number instanceof Long inode) || !(device instanceof Long of)) {
                return Held.NOBODY;
            }
            return held(Files.readString(LIST, StandardCharsets.US_ASCII), of, inode);
        } catch (IOException | UnsupportedOperationException unknown) {
            return Held.NOBODY;
        }
    }

    /** The same, from the text of the list. */
    static Held held(String list, long device, long inode) {
        Held found = Held.NOBODY;
        for (String line : list.split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            // A line that begins with an arrow is somebody who waits.
            if (words.length > FILE
                    && words[KIND].equals("FLOCK")
                    && is(words[FILE], device, inode)) {
                if (words[HOW].equals("WRITE")) {
                    return Held.ALONE;
                }
                found = Held.SHARED;
            }
        }
        return found;
    }

    private static boolean is(String place, long device, long inode) {
        String[] parts = place.split(":", -1);
        if (parts.length != 3 || !parts[2].equals(Long.toString(inode))) {
            return false;
        }
        long major = (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >> 12 & ~0xffL);
        // Btrfs and overlays tell programs another device than the kernel lists.
        return major == 0
                || place.equalsIgnoreCase(String.format("%02x:%02x:%d", major, minor, inode));
    }
}
