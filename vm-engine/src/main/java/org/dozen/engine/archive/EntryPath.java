// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.ByteText;

import java.util.ArrayList;
import java.util.List;

/** Paths as archives have them. */
final class EntryPath {
    private static final int MOST_NAME = 255;
    private static final int MOST_PATH = 32_000;

    private EntryPath() {}

    /**
     * The path below the root, without slashes at the ends; empty for the root. A slash in front
     * and dots that change nothing are dropped.
     *
     * @throws ArchiveException if it climbs or is too long
     */
    static String of(String written) throws ArchiveException {
        if (written.length() > MOST_PATH) {
            throw new ArchiveException("a path in it has more than " + MOST_PATH + " characters");
        }
        List<String> parts = new ArrayList<>();
        for (String part : written.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                throw new ArchiveException(
                        "the path \"" + ByteText.shown(written) + "\" in it climbs out by \"..\"");
            }
            if (part.indexOf('\0') >= 0 || ByteText.bytes(part).length > MOST_NAME) {
                throw new ArchiveException(
                        "the name \""
                                + ByteText.shown(part.substring(0, Math.min(60, part.length())))
                                + "...\" in it is longer than 255 bytes or holds a zero byte");
            }
            parts.add(part);
        }
        return String.join("/", parts);
    }
}
