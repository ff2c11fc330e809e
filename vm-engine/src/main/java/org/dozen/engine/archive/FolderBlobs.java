// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Files of a folder. Names do not lead out of it, links neither. */
public record FolderBlobs(Path folder) implements Blobs {
    private Path path(String name) {
        try {
            Path path = folder.resolve(name).normalize();
            return path.startsWith(folder) ? path : folder.resolve("-");
        } catch (InvalidPathException none) {
            return folder.resolve("-"); // the host cannot have a file of this name
        }
    }

    @Override
    public boolean has(String name) {
        return Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (!has(name)) {
            throw new ArchiveException("a part of it is missing: " + name);
        }
        return Files.newInputStream(path(name));
    }

    @Override
    public long size(String name) throws IOException {
        return has(name) ? Files.size(path(name)) : 0;
    }

    @Override
    public void close() {
        // A folder holds nothing open.
    }
}
