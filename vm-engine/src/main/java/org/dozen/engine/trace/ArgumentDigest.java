// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.HostCall;

import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * The argument digest of a record, taken apart as native/abi/dozen_abi.h lays it out, and put into
 * words. Whatever the bits are, there are words for them.
 */
public final class ArgumentDigest {
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int FIRST_DISK = 4;
    private static final long NO_TIMEOUT = 0xff_ffff_ffff_ffffL;
    private static final String[] CLOCKS = {"CLOCK_REALTIME", "CLOCK_MONOTONIC"};
    private static final String[] PROTECTIONS = {"PROT_READ", "PROT_WRITE", "PROT_EXEC"};
    private static final String[] ADVICE = {
        "MADV_NORMAL", "MADV_RANDOM", "MADV_SEQUENTIAL", "MADV_WILLNEED", "MADV_DONTNEED"
    };

    private ArgumentDigest() {}

    /**
     * The arguments for people, without the parentheses, for example {@code disk0, 4096 @ 0x1c000}.
     *
     * @param digest as in the record
     */
    public static String words(HostCall call, long digest) {
        int low = (int) (digest & 0xff);
        return switch (call.name()) {
            case "read", "write" -> descriptor(low) + ", " + bits(digest, 8, 32);
            case "pread64", "pwrite64" -> descriptor(low) + ", " + extent(digest);
            case "fallocate" -> descriptor(low) + ", punch hole, " + extent(digest);
            case "fdatasync" -> descriptor(low);
            case "ppoll" ->
                    low + (low == 1 ? " descriptor, " : " descriptors, ") + timeout(digest >>> 8);
            case "timer_settime" -> "timer " + low + ", " + expiry(digest >>> 8);
            case "clock_gettime" -> low < CLOCKS.length ? CLOCKS[low] : "clock " + low;
            case "mprotect" -> protection(low) + ", " + pages(digest);
            case "madvise" ->
                    (low < ADVICE.length ? ADVICE[low] : "advice " + low) + ", " + pages(digest);
            case "exit_group" -> Integer.toString(low);
            default -> "";
        };
    }

    /** The descriptor the call works on; empty for calls that take none. */
    public static OptionalInt descriptor(HostCall call, long digest) {
        return switch (call.name()) {
            case "read", "write", "pread64", "pwrite64", "fallocate", "fdatasync" ->
                    OptionalInt.of((int) (digest & 0xff));
            default -> OptionalInt.empty();
        };
    }

    /** What a descriptor of a machine is, for people: console, disk0 or fd 9. */
    public static String descriptor(int number) {
        return switch (number) {
            case 0, 1 -> "console";
            case FIRST_DISK,
                    FIRST_DISK + 1,
                    FIRST_DISK + 2,
                    FIRST_DISK + 3,
                    FIRST_DISK + 4,
                    FIRST_DISK + 5,
                    FIRST_DISK + 6,
                    FIRST_DISK + 7 ->
                    "disk" + (number - FIRST_DISK);
            default -> "fd " + number;
        };
    }

    private static String extent(long digest) {
        long length = bits(digest, 8, 16) * SECTOR;
        return length + " @ 0x" + Long.toHexString((digest >>> 24) * SECTOR);
    }

    private static String pages(long digest) {
        return bits(digest, 8, 24) * PAGE + " @ page 0x" + Long.toHexString(digest >>> 32);
    }

    private static String protection(int bits) {
        if (bits == 0) {
            return "PROT_NONE";
        }
        StringJoiner words = new StringJoiner("|");
        for (int i = 0; i < PROTECTIONS.length; i++) {
            if ((bits & 1 << i) != 0) {
                words.add(PROTECTIONS[i]);
            }
        }
        int rest = bits & ~7;
        return rest == 0
                ? words.toString()
                : words.add("0x" + Integer.toHexString(rest)).toString();
    }

    private static String timeout(long nanos) {
        return nanos == NO_TIMEOUT ? "no timeout" : Durations.words(nanos);
    }

    private static String expiry(long nanos) {
        return nanos == 0 ? "disarmed" : "in " + Durations.words(nanos);
    }

    private static long bits(long digest, int from, int count) {
        return (digest >>> from) & ((1L << count) - 1);
    }
}
