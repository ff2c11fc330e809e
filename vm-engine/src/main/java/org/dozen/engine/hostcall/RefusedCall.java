// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.time.Instant;

/**
 * Refused calls of one kind: the host kernel stopped a call that is not one of the twelve, or one
 * of them with arguments outside their range. Comes from the host kernel's own notification, apart
 * from the guest process, which the machine claims.
 *
 * @param number the x86-64 system call number as tried
 * @param name its name, or {@code call NUMBER} if no kernel has such a call
 * @param arguments decoded for people, for example {@code AF_INET, SOCK_STREAM, 0}
 * @param address where the call came from: the address after the {@code syscall} instruction
 * @param guestPid guest process that ran, as the machine says; 0 = the guest kernel
 * @param guestName its command name, as the machine says; may be empty
 * @param meaning one sentence: what the call would have meant had it been let through
 * @param count how many times
 * @param first when it was first refused
 * @param last when it was last refused
 */
public record RefusedCall(
        int number,
        String name,
        String arguments,
        long address,
        int guestPid,
        String guestName,
        String meaning,
        long count,
        Instant first,
        Instant last) {}
