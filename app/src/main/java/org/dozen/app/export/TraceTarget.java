// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.export;

import org.dozen.engine.export.TraceFormat;

import java.nio.file.Path;

/** A machine whose host calls can be written to a file. */
public interface TraceTarget {
    /** Whether the machine runs. */
    boolean active();

    /**
     * Begins to write.
     *
     * @throws org.dozen.engine.failure.TraceFailure if the file cannot be written
     */
    Writing begin(Path file, TraceFormat format);

    /** A file being written. */
    interface Writing {
        /** Calls so far. Cheap. */
        long calls();

        /**
         * Writes what is left and finishes the file; may take a while.
         *
         * @return calls in the file
         * @throws org.dozen.engine.failure.TraceFailure if the file ends early
         */
        long finish() throws InterruptedException;
    }
}
