// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts other bytes into a file of an image; whatever else it is stays. */
public final class FileContents {
    private FileContents() {}

    /**
     * Puts bytes in place of those that are there. Mode, owner, extended attributes and all its
     * names stay.
     *
     * @param path of the file itself, not of a link to it
     * @param before the file as it was when somebody looked at what is in it
     * @throws ImageFailure if it has changed since, or is gone
     */
    public static void replace(ImageFiles files, String path, FileEntry before, byte[] bytes) {
        FileEntry now = files.look(path, false);
        boolean same =
                now.kind() == FileKind.FILE
                        && now.number() == before.number()
                        && now.size() == before.size()
                        && now.changed().equals(before.changed());
        if (!same) {
            throw new ImageFailure(
                    ImageFailure.Reason.GONE,
                    Path.of("/"),
                    ByteText.shown(path)
                            + " was changed by somebody else meanwhile. Nothing was written: copy"
                            + " your text, open the file again and put it in there.");
        }
        List<String> others = now.links() > 1 ? otherNames(files, path, now.number()) : List.of();
        files.make(now.withPath(path).withSize(bytes.length).withChanged(Instant.now()));
        if (bytes.length > 0) {
            files.data(bytes, 0, bytes.length);
        }
        for (String other : others) {
            files.remove(other);
            files.link(other, path);
        }
        files.sync(false);
    }

    private static List<String> otherNames(ImageFiles files, String path, long number) {
        List<String> found = new ArrayList<>();
        String own = path.replaceFirst("^/+", "");
        files.walk(
                "",
                false,
                entry -> {
                    if (entry.number() == number && !entry.path().equals(own)) {
                        found.add(entry.path());
                    }
                });
        return found;
    }
}
