// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

/**
 * Memory of a machine in bytes; 0 where not known yet. After the end: the last known figures.
 *
 * @param configured what the settings gave the guest
 * @param guestTotal what the guest kernel manages, by its own report
 * @param guestFree what it has free, by its own report
 * @param resident what the process occupies on the host, by the host kernel
 * @param residentPeak the most it occupied, by the host kernel
 */
public record MachineMemory(
        long configured, long guestTotal, long guestFree, long resident, long residentPeak) {
    /** What the guest uses of its memory, by its own report. */
    public long guestUsed() {
        return Math.max(0, guestTotal - guestFree);
    }
}
