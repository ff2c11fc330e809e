// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.archive.ArchiveLimits;

/**
 * What to bring in.
 *
 * @param source a path, or the name of an image in a registry
 * @param name what to call it
 * @param bytes size of the image to make; 0: as fits
 * @param reference which image of an archive that has several; may be empty
 * @param ownFilesAsRoot in a folder, what belongs to whoever runs this belongs to root in the image
 * @param limits what is put up with
 */
public record ImportRequest(
        String source,
        String name,
        long bytes,
        String reference,
        boolean ownFilesAsRoot,
        ArchiveLimits limits) {
    /** With what is usual. */
    public static ImportRequest of(String source, String name) {
        return new ImportRequest(source, name, 0, "", false, ArchiveLimits.USUAL);
    }

    public ImportRequest withBytes(long size) {
        return new ImportRequest(source, name, size, reference, ownFilesAsRoot, limits);
    }

    public ImportRequest withReference(String wanted) {
        return new ImportRequest(source, name, bytes, wanted, ownFilesAsRoot, limits);
    }

    public ImportRequest withOwnFilesAsRoot(boolean on) {
        return new ImportRequest(source, name, bytes, reference, on, limits);
    }

    public ImportRequest withLimits(ArchiveLimits other) {
        return new ImportRequest(source, name, bytes, reference, ownFilesAsRoot, other);
    }
}
