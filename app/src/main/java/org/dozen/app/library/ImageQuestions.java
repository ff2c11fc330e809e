// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks a person for files. On the JavaFX thread; waits for the answer; empty if nobody wants one.
 */
public interface ImageQuestions {
    /** An image file or an archive to bring in. */
    Optional<Path> image();

    /** A folder to bring in. */
    Optional<Path> sourceFolder();

    /**
     * A file to write.
     *
     * @param name what it may be called, with its ending
     */
    Optional<Path> save(String name);
}
