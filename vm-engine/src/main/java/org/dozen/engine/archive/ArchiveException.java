// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import java.io.IOException;

/**
 * What comes is not what an archive may hold. The message completes "the archive cannot be used: ".
 */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    public ArchiveException(String why) {
        super(why);
    }
}
