// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells one state of an image's file from another, as far as its outside shows it.
 *
 * @param file which file it is, whatever it is called
 */
record Signature(String file, FileTime changed, long size) {
    /** Of no file. */
    static final Signature NONE = new Signature("", FileTime.fromMillis(0), -1);

    /** Of a file as it is now; empty if it is not there. */
    static Optional<Signature> of(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(
                    new Signature(
                            String.valueOf(now.fileKey()), now.lastModifiedTime(), now.size()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
