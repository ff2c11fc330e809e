// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import java.io.IOException;
import java.io.InputStream;

/** Files by name, in whatever they are kept. */
public interface Blobs extends AutoCloseable {
    boolean has(String name);

    /**
     * Opens one.
     *
     * @throws ArchiveException if it is not there
     */
    InputStream open(String name) throws IOException;

    /** Bytes of one; 0 if it is not there. */
    long size(String name) throws IOException;

    @Override
    void close();
}
