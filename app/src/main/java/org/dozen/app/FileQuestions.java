// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.library.ImageQuestions;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks a person for files. On the JavaFX thread; waits for the answer. */
public interface FileQuestions extends ImageQuestions {
    /** A file to be a further disk of a machine; empty if nobody wants one. */
    Optional<Path> disk();

    /** Files to put into an image; empty if nobody wants any. */
    List<Path> files();

    /** A folder to put files into; empty if nobody wants one. */
    Optional<Path> folder();

    /** A program of the host; empty if nobody wants one. */
    Optional<Path> program();
}
