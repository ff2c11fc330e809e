// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Shows the arguments of a call in the manner of strace. */
public final class ArgumentText {
    private static final int MOST_TEXT = 64;

    private static final Map<Long, String> DOMAINS =
            Map.of(
                    1L,
                    "AF_UNIX",
                    2L,
                    "AF_INET",
                    10L,
                    "AF_INET6",
                    16L,
                    "AF_NETLINK",
                    17L,
                    "AF_PACKET",
                    38L,
                    "AF_ALG",
                    40L,
                    "AF_VSOCK",
                    44L,
                    "AF_XDP");
    private static final Map<Long, String> SOCKETS =
            Map.of(1L, "SOCK_STREAM", 2L, "SOCK_DGRAM", 3L, "SOCK_RAW", 5L, "SOCK_SEQPACKET");
    private static final Map<Long, String> TRACES =
            Map.of(
                    0L,
                    "PTRACE_TRACEME",
                    1L,
                    "PTRACE_PEEKTEXT",
                    2L,
                    "PTRACE_PEEKDATA",
                    4L,
                    "PTRACE_POKETEXT",
                    5L,
                    "PTRACE_POKEDATA",
                    16L,
                    "PTRACE_ATTACH",
                    0x4206L,
                    "PTRACE_SEIZE");
    private static final Map<Long, String> SIGNALS =
            Map.ofEntries(
                    Map.entry(0L, "0"),
                    Map.entry(1L, "SIGHUP"),
                    Map.entry(2L, "SIGINT"),
                    Map.entry(3L, "SIGQUIT"),
                    Map.entry(6L, "SIGABRT"),
                    Map.entry(9L, "SIGKILL"),
                    Map.entry(10L, "SIGUSR1"),
                    Map.entry(11L, "SIGSEGV"),
                    Map.entry(14L, "SIGALRM"),
                    Map.entry(15L, "SIGTERM"),
                    Map.entry(19L, "SIGSTOP"));
    private static final List<Bit> PROTECTIONS =
            List.of(new Bit(1, "PROT_READ"), new Bit(2, "PROT_WRITE"), new Bit(4, "PROT_EXEC"));
    private static final List<Bit> MAPPINGS =
            List.of(
                    new Bit(1, "MAP_SHARED"),
                    new Bit(2, "MAP_PRIVATE"),
                    new Bit(0x10, "MAP_FIXED"),
                    new Bit(0x20, "MAP_ANONYMOUS"));
    private static final List<Bit> OPENINGS =
            List.of(
                    new Bit(1, "O_WRONLY"),
                    new Bit(2, "O_RDWR"),
                    new Bit(0x40, "O_CREAT"),
                    new Bit(0x80, "O_EXCL"),
                    new Bit(0x200, "O_TRUNC"),
                    new Bit(0x400, "O_APPEND"),
                    new Bit(0x800, "O_NONBLOCK"),
                    new Bit(0x10000, "O_DIRECTORY"),
                    new Bit(0x80000, "O_CLOEXEC"));
    private static final List<Bit> CLONES =
            List.of(
                    new Bit(0x100, "CLONE_VM"),
                    new Bit(0x200, "CLONE_FS"),
                    new Bit(0x400, "CLONE_FILES"),
                    new Bit(0x800, "CLONE_SIGHAND"),
                    new Bit(0x4000, "CLONE_VFORK"),
                    new Bit(0x10000, "CLONE_THREAD"),
                    new Bit(0x20000, "CLONE_NEWNS"),
                    new Bit(0x10000000, "CLONE_NEWUSER"),
                    new Bit(0x20000000, "CLONE_NEWPID"),
                    new Bit(0x40000000, "CLONE_NEWNET"));

    private ArgumentText() {}

    /**
     * Shows the arguments of a call.
     *
     * @param number the system call number
     * @param values its six arguments
     * @param texts reads a string of the caller; empty if it cannot be read
     */
    public static String of(int number, List<Long> values, LongFunction<Optional<String>> texts) {
        Optional<List<SystemCalls.Argument>> described = SystemCalls.arguments(number);
        if (described.isEmpty()) {
            return values.stream().map(ArgumentText::plain).collect(Collectors.joining(", "));
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < described.get().size() && i < values.size(); i++) {
            shown.add(show(described.get().get(i).kind(), values.get(i), texts));
        }
        return String.join(", ", shown);
    }

    private static String show(String kind, long value, LongFunction<Optional<String>> texts) {
        return switch (kind) {
            case "path" -> texts.apply(value).map(ArgumentText::quoted).orElse(address(value));
            case "address" -> address(value);
            case "hex" -> value == 0 ? "0" : "0x" + Long.toHexString(value);
            case "octal" -> value == 0 ? "0" : "0" + Long.toOctalString(value & 07777);
            case "dirfd" -> (int) value == -100 ? "AT_FDCWD" : Integer.toString((int) value);
            case "domain" -> DOMAINS.getOrDefault(value, plain(value));
            case "socket" -> socket(value);
            case "signal" -> SIGNALS.getOrDefault(value, plain(value));
            case "ptrace" -> TRACES.getOrDefault(value, plain(value));
            case "protection" -> bits(value, PROTECTIONS, "PROT_NONE");
            case "mmap" -> bits(value, MAPPINGS, "0");
            case "open" -> open(value);
            case "clone" -> bits(value & ~0xffL, CLONES, "0");
            default -> plain(value);
        };
    }

    /** Small numbers as such, the rest looks like an address or a mask. */
    private static String plain(long value) {
        if (value >= -4096 && value < 1L << 24) {
            return Long.toString(value);
        }
        int low = (int) value;
        // A negative int arrives with its upper half zero.
        return value >>> 32 == 0 && low < 0 && low > -4096
                ? Integer.toString(low)
                : "0x" + Long.toHexString(value);
    }

    private static String address(long value) {
        return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
    }

    private static String socket(long value) {
        String kind = SOCKETS.getOrDefault(value & 0xf, plain(value & 0xf));
        return kind
                + ((value & 0x80000) != 0 ? "|SOCK_CLOEXEC" : "")
                + ((value & 0x800) != 0 ? "|SOCK_NONBLOCK" : "");
    }

    private static String open(long value) {
        String bits = bits(value, OPENINGS, "");
        boolean reads = (value & 3) == 0;
        if (!reads) {
            return bits;
        }
        return bits.isEmpty() ? "O_RDONLY" : "O_RDONLY|" + bits;
    }

    private static String bits(long value, List<Bit> known, String none) {
        long left = value;
        List<String> shown = new ArrayList<>();
        for (Bit bit : known) {
            if ((left & bit.mask()) == bit.mask()) {
                shown.add(bit.name());
                left &= ~bit.mask();
            }
        }
        if (left != 0) {
            shown.add("0x" + Long.toHexString(left));
        }
        return shown.isEmpty() ? none : String.join("|", shown);
    }

    private static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints()
                .limit(MOST_TEXT)
                .forEach(point -> {
                    if (point < 0x20 || point == 0x7f || Character.isISOControl(point)) {
                        shown.append(String.format("\\x%02x", point));
                    } else {
                        shown.append(point == '"' || point == '\\' ? "\\" : "")
                                .appendCodePoint(point);
                    }
                });
        return shown.append(text.codePointCount(0, text.length()) > MOST_TEXT ? "\"..." : "\"")
                .toString();
    }

    private record Bit(long mask, String name) {}
}
