// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A folder in an image, as it was read.
 *
 * @param folder its path
 * @param entries what is in it, folders first
 * @param room left in the image
 * @param accounts names of the image's users and groups
 * @param seen the image's file before it was read
 */
record Listing(
        String folder,
        List<FileEntry> entries,
        ImageFiles.Room room,
        Accounts accounts,
        Signature seen) {
    static final Comparator<FileEntry> ORDER =
            Comparator.comparing((FileEntry entry) -> entry.kind() != FileKind.FOLDER)
                    .thenComparing(FileEntry::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(FileEntry::name);

    private static final int MOST_LINKS = 40;

    /**
     * Reads a folder.
     *
     * @param orNearest if there is no such folder, then the nearest above it that there is
     */
    static Listing of(ImageFiles files, String wanted, boolean orNearest, Signature seen) {
        String folder = wanted;
        while (orNearest && !folder.equals(InnerPath.ROOT) && !isFolder(files, folder)) {
            folder = InnerPath.parent(folder);
        }
        FileEntry itself = files.look(folder, true);
        if (itself.kind() != FileKind.FOLDER) {
            throw new ImageFailure(
                    ImageFailure.Reason.NO_SUCH_FILE,
                    Path.of(InnerPath.ROOT),
                    folder + " is no folder.");
        }
        List<FileEntry> entries = files.list(folder).stream().sorted(ORDER).toList();
        return new Listing(folder, entries, files.sync(false), Accounts.of(files), seen);
    }

    private static boolean isFolder(ImageFiles files, String path) {
        try {
            return files.look(path, true).kind() == FileKind.FOLDER;
        } catch (ImageFailure notThere) {
            return false;
        }
    }

    /** The path of what a path leads to, with no link in it. */
    static String resolve(ImageFiles files, String path) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
        String at = InnerPath.ROOT;
        for (int links = 0; !left.isEmpty(); ) {
            String part = left.pop();
            if (part.equals("..")) {
                at = InnerPath.parent(at);
            }
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                continue;
            }
            FileEntry entry = files.look(InnerPath.in(at, part), false);
            if (entry.kind() != FileKind.LINK) {
                at = InnerPath.in(at, part);
                continue;
            }
            links++;
            if (links > MOST_LINKS) {
                throw new ImageFailure(
                        ImageFailure.Reason.NO_SUCH_FILE,
                        Path.of(InnerPath.ROOT),
                        path + " leads in a circle.");
            }
            Arrays.asList(entry.target().split("/", -1)).reversed().forEach(left::push);
            at = entry.target().startsWith("/") ? InnerPath.ROOT : at;
        }
        return at;
    }
}
