// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

/** What an image is used for just now. */
public enum ImageUse {
    /** Nobody has it: it can be changed. */
    FREE,
    /** Machines read it and rely on its staying as it is. */
    READ,
    /** A machine writes to it, or somebody changes it. */
    WRITTEN
}
