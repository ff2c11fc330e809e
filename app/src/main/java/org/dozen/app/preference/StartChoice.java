// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

import java.util.List;

/**
 * How a machine is started from an image.
 *
 * @param memoryMegabytes memory of the guest, in units of 1024 times 1024 bytes
 * @param strict the first refused call ends the machine
 * @param readOnly the image is not written, whatever {@code changes} says
 * @param changes what becomes of what the machine writes
 * @param keepAs name of the image that keeps it, if that is chosen
 * @param run what is run in the machine
 * @param command the line that is run, if that is chosen
 * @param init whose first program
 * @param disks further disks, {@code /dev/vdb} first
 * @param kernelWords words added to the guest kernel's command line
 */
public record StartChoice(
        int memoryMegabytes,
        boolean strict,
        boolean readOnly,
        Changes changes,
        String keepAs,
        Run run,
        String command,
        Init init,
        List<Disk> disks,
        String kernelWords) {
    public static final StartChoice USUAL = new StartChoice(64, false, false);

    /** What becomes of what a machine writes. */
    public enum Changes {
        /** It goes into the image at once. */
        WRITE,
        /** It goes into a copy, which is thrown away. */
        DISCARD,
        /** It goes into a copy, which is kept as another image. */
        KEEP,
        /** It goes into a copy, which takes the image's place when the run has ended well. */
        MERGE
    }

    /** What is run in a machine. */
    public enum Run {
        SHELL,
        /** What the image says that is to be run. */
        IMAGE,
        /** A line of one's own. */
        LINE
    }

    /** Whose first program. */
    public enum Init {
        AUTO,
        IMAGE,
        OWN
    }

    /**
     * A further disk.
     *
     * @param path of a file
     * @param readOnly it is not written
     */
    public record Disk(String path, boolean readOnly) {}

    public StartChoice {
        disks = List.copyOf(disks);
    }

    /** With changes in the image, a shell and nothing further. */
    public StartChoice(int memoryMegabytes, boolean strict, boolean readOnly) {
        this(
                memoryMegabytes,
                strict,
                readOnly,
                Changes.WRITE,
                "",
                Run.SHELL,
                "",
                Init.AUTO,
                List.of(),
                "");
    }

    public StartChoice withMemory(int megabytes) {
        return new StartChoice(
                megabytes,
                strict,
                readOnly,
                changes,
                keepAs,
                run,
                command,
                init,
                disks,
                kernelWords);
    }

    public StartChoice withStrict(boolean now) {
        return new StartChoice(
                memoryMegabytes,
                now,
                readOnly,
                changes,
                keepAs,
                run,
                command,
                init,
                disks,
                kernelWords);
    }

    public StartChoice withReadOnly(boolean now) {
        return new StartChoice(
                memoryMegabytes,
                strict,
                now,
                changes,
                keepAs,
                run,
                command,
                init,
                disks,
                kernelWords);
    }

    /**
     * What becomes of what the machine writes.
     *
     * @param name of the image that keeps it
     */
    public StartChoice withChanges(Changes now, String name) {
        return new StartChoice(
                memoryMegabytes,
                strict,
                readOnly,
                now,
                name,
                run,
                command,
                init,
                disks,
                kernelWords);
    }

    /**
     * What is run.
     *
     * @param line if it is a line of one's own
     */
    public StartChoice withRun(Run now, String line) {
        return new StartChoice(
                memoryMegabytes,
                strict,
                readOnly,
                changes,
                keepAs,
                now,
                line,
                init,
                disks,
                kernelWords);
    }

    public StartChoice withInit(Init now) {
        return new StartChoice(
                memoryMegabytes,
                strict,
                readOnly,
                changes,
                keepAs,
                run,
                command,
                now,
                disks,
                kernelWords);
    }

    public StartChoice withDisks(List<Disk> now) {
        return new StartChoice(
                memoryMegabytes,
                strict,
                readOnly,
                changes,
                keepAs,
                run,
                command,
                init,
                now,
                kernelWords);
    }

    public StartChoice withKernelWords(String now) {
        return new StartChoice(
                memoryMegabytes, strict, readOnly, changes, keepAs, run, command, init, disks, now);
    }
}
