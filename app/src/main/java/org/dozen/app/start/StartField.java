// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

/** A field of the page that something can be wrong with. */
public enum StartField {
    MEMORY,
    KEEP_AS,
    COMMAND,
    DISKS,
    KERNEL_WORDS
}
