// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.util.List;
import java.util.Optional;

/**
 * Whether a call would pass the filter of a sealed machine, by the rules of {@code host_calls.tsv}.
 * For an audit run, in which the filter passes the question on.
 */
public final class AllowedArguments {
    private static final int CONSOLE_IN = 0;
    private static final int CONSOLE_OUT = 1;
    private static final int FIRST_DISK = 4;

    private AllowedArguments() {}

    /**
     * The row of a call that the filter lets through.
     *
     * @param number system call number
     * @param arguments its six arguments
     * @param disks how many disks the machine has
     * @return empty if it is none of the twelve, or has other arguments than it may
     */
    public static Optional<HostCall> allowed(int number, List<Long> arguments, int disks) {
        return TheTwelve.list().stream()
                .filter(call -> call.number() == number)
                .filter(call ->
                        call.allowed().stream().allMatch(rule -> holds(rule, arguments, disks)))
                .findFirst();
    }

    private static boolean holds(String rule, List<Long> arguments, int disks) {
        int colon = rule.indexOf(':');
        long value = arguments.get(Integer.parseInt(rule.substring(1, colon)));
        String what = rule.substring(colon + 1);
        return switch (what) {
            case "console-in" -> value == CONSOLE_IN;
            case "console-out" -> value == CONSOLE_OUT;
            case "disk" -> value >= FIRST_DISK && value < FIRST_DISK + disks;
            // A machine has one host timer; the host kernel knows no other number.
            case "timer" -> value >= 0 && value <= Integer.MAX_VALUE;
            default -> inNumbers(what, value);
        };
    }

    private static boolean inNumbers(String what, long value) {
        return what.startsWith("<=")
                ? value >= 0 && value <= Long.parseLong(what.substring(2))
                : what.startsWith("=") && value == Long.parseLong(what.substring(1));
    }
}
