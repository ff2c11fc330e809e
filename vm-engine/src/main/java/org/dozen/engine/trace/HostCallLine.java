// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.ErrorNumbers;

/**
 * A record in strace's manner, in parts, so that a screen can colour them: {@code pread64(disk0,
 * 4096 @ 0x1c000) = 4096 <11 us>}.
 *
 * @param name the host call
 * @param arguments decoded, without parentheses
 * @param result a number, {@code -1 EAGAIN (...)}, or {@code ?} for a call that never returns
 * @param duration for people, for example {@code 11 us}
 * @param failed the host kernel said no
 */
public record HostCallLine(
        String name, String arguments, String result, String duration, boolean failed) {

    /** The line of a record. */
    public static HostCallLine of(HostCallRecord record) {
        boolean failed = record.result() < 0;
        return new HostCallLine(
                record.call().name(),
                ArgumentDigest.words(record.call(), record.argument()),
                result(record),
                Durations.words(record.durationNanos()),
                failed);
    }

    private static String result(HostCallRecord record) {
        if (record.result() < 0) {
            return "-1 " + ErrorNumbers.describe(-record.result());
        }
        boolean comesBack = !record.call().name().equals("exit_group");
        return comesBack ? Integer.toString(record.result()) : "?";
    }

    /** The whole line, without time and process. */
    public String text() {
        return name + "(" + arguments + ") = " + result + " <" + duration + ">";
    }
}
