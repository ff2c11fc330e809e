// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

/**
 * How much of an archive is put up with.
 *
 * @param bytes of all files in it together
 * @param entries files, folders and whatever else
 */
public record ArchiveLimits(long bytes, long entries) {
    /** 64 GiB in two million entries. */
    public static final ArchiveLimits USUAL = new ArchiveLimits(64L << 30, 2_000_000);
}
