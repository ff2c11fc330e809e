// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the host kernel says about a process, from {@code /proc/PID}. Can be asked until the process
 * is reaped, also when it has already ended. Any thread.
 */
public final class ProcessFacts {
    private static final long TICKS_PER_SECOND = 100; // USER_HZ, fixed on x86
    private static final int USER_TIME = 13; // of /proc/PID/stat, counted from 0
    private static final int SYSTEM_TIME = 14;

    private final Path folder;

    public ProcessFacts(int pid) {
        this.folder = Path.of("/proc", Integer.toString(pid));
    }

    /**
     * Asks about the seal.
     *
     * @param claimed the machine says that it is sealed
     * @return empty if the process is gone
     */
    public Optional<SealReport> seal(boolean claimed) {
        return read("status").map(text -> seal(text, claimed, Instant.now()));
    }

    static SealReport seal(String status, boolean claimed, Instant when) {
        int mode = (int) field(status, "Seccomp:").orElse(-1);
        int filters = (int) field(status, "Seccomp_filters:").orElse(-1);
        boolean noNewPrivileges = field(status, "NoNewPrivs:").orElse(0) == 1;
        boolean sealed = mode == 2 && noNewPrivileges;
        SealReport.State state =
                sealed
                        ? SealReport.State.SEALED
                        : claimed ? SealReport.State.BROKEN : SealReport.State.NOT_YET;
        return new SealReport(state, mode, filters, noNewPrivileges, when);
    }

    /** Counts of reads and writes; empty if the host kernel does not keep or show them. */
    public Optional<Transfers> transfers() {
        return read("io").flatMap(ProcessFacts::transfers);
    }

    static Optional<Transfers> transfers(String io) {
        OptionalLong reads = field(io, "syscr:");
        OptionalLong writes = field(io, "syscw:");
        return reads.isPresent() && writes.isPresent()
                ? Optional.of(new Transfers(reads.getAsLong(), writes.getAsLong()))
                : Optional.empty();
    }

    /**
     * Read- and write-like calls.
     *
     * @param reads read, pread64 and the like
     * @param writes write, pwrite64 and the like
     */
    public record Transfers(long reads, long writes) {}

    /** Processor time used; empty if the process is gone. */
    public Optional<Duration> processorTime() {
        return read("stat").flatMap(ProcessFacts::processorTime);
    }

    static Optional<Duration> processorTime(String stat) {
        // The name, in parentheses, may hold anything, even spaces and parentheses.
        int name = stat.lastIndexOf(')');
        String[] fields = stat.substring(name + 1).strip().split(" ", -1);
        int shift = 2; // process number and name are gone
        if (name < 0 || fields.length <= SYSTEM_TIME - shift) {
            return Optional.empty();
        }
        try {
            long ticks =
                    Long.parseLong(fields[USER_TIME - shift])
                            + Long.parseLong(fields[SYSTEM_TIME - shift]);
            return Optional.of(Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND));
        } catch (NumberFormatException strange) {
            return Optional.empty();
        }
    }

    /**
     * Resident bytes now and at most; empty if the process is gone or has given its memory back.
     */
    public Optional<Resident> resident() {
        return read("status")
                .flatMap(text -> {
                    OptionalLong now = field(text, "VmRSS:");
                    OptionalLong peak = field(text, "VmHWM:");
                    return now.isPresent() && peak.isPresent()
                            ? Optional.of(
                                    new Resident(now.getAsLong() * 1024, peak.getAsLong() * 1024))
                            : Optional.empty();
                });
    }

    /**
     * Memory in use on the host.
     *
     * @param bytes now
     * @param peak at most
     */
    public record Resident(long bytes, long peak) {}

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The first number after a line's label. */
    private static OptionalLong field(String text, String label) {
        return text.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip().split("\\s+", 2)[0])
                .filter(word -> word.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
