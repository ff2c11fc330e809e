// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.image.Image;

/**
 * What a machine is to be. A value; the {@code with} methods give a changed copy.
 *
 * @param image what it boots from
 * @param memoryBytes guest memory, at least {@link #LEAST_MEMORY}
 * @param command a shell line that init runs and then powers off; empty = an interactive shell
 * @param strict the first refused call ends the machine
 * @param extraWords words added to the guest kernel's command line; may be empty
 * @param readOnly the image is not written; several machines may then share it
 * @param audit the host kernel tells every single call before it is made: complete, and many times
 *     slower
 * @param boot whose init, what it runs, further disks, and where changes go
 */
public record MachineSettings(
        Image image,
        long memoryBytes,
        String command,
        boolean strict,
        String extraWords,
        boolean readOnly,
        boolean audit,
        BootSettings boot) {
    /** 16 MiB: with less the guest kernel does not start. */
    public static final long LEAST_MEMORY = 16L << 20;

    /** Characters that {@link #extraWords} may have at most. */
    public static final int MOST_EXTRA_WORDS = 1024;

    /** Bytes that {@link #command} may have at most, in UTF-8. */
    public static final int MOST_COMMAND = 4095;

    /** 64 MiB. */
    public static final long USUAL_MEMORY = 64L << 20;

    /** Booted as is usual, without an audit. */
    public MachineSettings(
            Image image,
            long memoryBytes,
            String command,
            boolean strict,
            String extraWords,
            boolean readOnly) {
        this(image, memoryBytes, command, strict, extraWords, readOnly, false);
    }

    /** Booted as is usual. */
    public MachineSettings(
            Image image,
            long memoryBytes,
            String command,
            boolean strict,
            String extraWords,
            boolean readOnly,
            boolean audit) {
        this(image, memoryBytes, command, strict, extraWords, readOnly, audit, BootSettings.USUAL);
    }

    /** An interactive machine with the usual memory. */
    public static MachineSettings of(Image image) {
        return new MachineSettings(image, USUAL_MEMORY, "", false, "", false);
    }

    /** The most memory that this host could give a machine, in bytes. Reads a file of the host. */
    public static long mostMemory() {
        return CommandWords.hostMemory();
    }

    public MachineSettings withMemory(long bytes) {
        return new MachineSettings(
                image, bytes, command, strict, extraWords, readOnly, audit, boot);
    }

    public MachineSettings withCommand(String line) {
        return new MachineSettings(
                image, memoryBytes, line, strict, extraWords, readOnly, audit, boot);
    }

    public MachineSettings withStrict(boolean on) {
        return new MachineSettings(
                image, memoryBytes, command, on, extraWords, readOnly, audit, boot);
    }

    public MachineSettings withExtraWords(String words) {
        return new MachineSettings(
                image, memoryBytes, command, strict, words, readOnly, audit, boot);
    }

    public MachineSettings withReadOnly(boolean on) {
        return new MachineSettings(
                image, memoryBytes, command, strict, extraWords, on, audit, boot);
    }

    public MachineSettings withAudit(boolean on) {
        return new MachineSettings(
                image, memoryBytes, command, strict, extraWords, readOnly, on, boot);
    }

    public MachineSettings withBoot(BootSettings how) {
        return new MachineSettings(
                image, memoryBytes, command, strict, extraWords, readOnly, audit, how);
    }
}
