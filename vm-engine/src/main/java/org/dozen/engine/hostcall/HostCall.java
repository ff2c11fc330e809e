// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.util.List;

/**
 * One of the twelve: a host call that a sealed machine may make. Comes from {@code
 * native/abi/host_calls.tsv}, as does the filter.
 *
 * @param row place in the list, 0..11, the same in counters, records and on screen
 * @param number the x86-64 system call number
 * @param name its name in the host kernel
 * @param allowed the rules for its arguments, empty = any
 * @param why why a machine needs it
 * @param guestActivity what in the guest causes it
 * @param phases when it is expected: boot idle disk console time memory exit
 */
public record HostCall(
        int row,
        int number,
        String name,
        List<String> allowed,
        String why,
        String guestActivity,
        List<String> phases) {
    public HostCall {
        allowed = List.copyOf(allowed);
        phases = List.copyOf(phases);
    }

    /** Whether a result that is not negative says how many bytes were moved. */
    public boolean movesBytes() {
        return switch (name) {
            case "read", "write", "pread64", "pwrite64" -> true;
            default -> false;
        };
    }
}
