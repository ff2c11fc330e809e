// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import org.dozen.engine.failure.ImageFailure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes, checks and resizes ext file systems, by the programs of e2fsprogs. */
public final class FileSystems {
    private static final int CORRECTED = 1;
    private static final int NOT_CORRECTED = 4;
    private static final long BLOCK = 4096;

    private FileSystems() {}

    /**
     * What a check found.
     *
     * @param clean nothing is wrong
     * @param repaired what was wrong has been put right
     * @param lines what e2fsck said, its headings left out
     */
    public record Check(boolean clean, boolean repaired, List<String> lines) {}

    /**
     * How a file system is made.
     *
     * @param kind ext2 or ext4
     * @param label at most 16 bytes
     * @param offset where it begins in the file
     * @param bytes its size
     */
    public record Making(String kind, String label, long offset, long bytes) {}

    /**
     * Makes an empty file system in a file that is already as long as it shall be, and empty.
     * Identifiers are random, so that two images are never taken for one.
     */
    public static void make(Path file, Making how) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "-q",
                                "-F",
                                "-t",
                                how.kind(),
                                "-b",
                                "4096",
                                "-I",
                                "256",
                                "-m",
                                "0",
                                "-i",
                                "8192",
                                "-L",
                                how.label(),
                                "-O",
                                how.kind().equals("ext2")
                                        ? "^metadata_csum"
                                        : "^metadata_csum,uninit_bg,^64bit,^orphan_file",
                                "-E",
                                "root_owner=0:0,nodiscard,lazy_itable_init=1,lazy_journal_init=1"
                                        + (how.offset() > 0 ? ",offset=" + how.offset() : "")));
        words.add(file.toString());
        words.add(how.bytes() / 1024 + "k");
        HostTool.Outcome outcome = HostTool.run(file, "mke2fs", words);
        if (outcome.status() != 0) {
            outcome.requireRoom(file);
            throw failure(file, "no file system can be made in it: " + outcome.lastLine());
        }
    }

    /**
     * Looks whether a file system is whole.
     *
     * @param repair put right what is wrong; otherwise nothing is written
     * @throws ImageFailure if it cannot be repaired, or is none
     */
    public static Check check(Path file, long offset, boolean repair) {
        HostTool.Outcome outcome =
                HostTool.run(file, "e2fsck", List.of("-f", repair ? "-y" : "-n", at(file, offset)));
        int status = outcome.status();
        List<String> lines =
                outcome.output()
                        .lines()
                        .map(line -> line.replace(at(file, offset), "the image").strip())
                        .filter(line -> !line.isEmpty() && !line.startsWith("e2fsck "))
                        .filter(line -> !line.matches("Pass \\d.*"))
                        .toList();
        if (status != 0 && repair) {
            outcome.requireRoom(file);
        }
        if ((status & ~(CORRECTED | NOT_CORRECTED)) != 0
                || (repair && (status & NOT_CORRECTED) != 0)) {
            throw failure(file, "its check did not come to an end: " + outcome.lastLine());
        }
        return new Check(status == 0, repair && (status & CORRECTED) != 0, lines);
    }

    /** Writes back what a journal holds. Nothing happens where there is nothing in it. */
    public static void recover(Path file, long offset) {
        HostTool.Outcome outcome =
                HostTool.run(file, "e2fsck", List.of("-y", "-E", "journal_only", at(file, offset)));
        if (outcome.status() != 0) {
            outcome.requireRoom(file);
        }
        if ((outcome.status() & ~(CORRECTED | NOT_CORRECTED)) != 0) {
            throw failure(file, "its journal cannot be written back: " + outcome.lastLine());
        }
    }

    /**
     * Gives a file system another size. It must have been checked just before, and the file must be
     * long enough.
     *
     * @throws ImageFailure if what is in it does not fit
     */
    public static void resize(Path file, long offset, long bytes) {
        HostTool.Outcome outcome =
                HostTool.run(
                        file,
                        "resize2fs",
                        List.of(at(file, offset), bytes / BLOCK * (BLOCK / 1024) + "K"));
        if (outcome.status() != 0) {
            outcome.requireRoom(file);
            boolean small = outcome.output().contains("smaller than minimum");
            throw new ImageFailure(
                    small ? ImageFailure.Reason.IMAGE_FULL : ImageFailure.Reason.INPUT_OUTPUT,
                    file,
                    small
                            ? "The image "
                                    + HostTool.shown(file)
                                    + " cannot be made so small: its files need at least "
                                    + ((least(file, offset) + (1 << 20) - 1) >> 20)
                                    + " MiB."
                            : "The image "
                                    + HostTool.shown(file)
                                    + " cannot be resized: "
                                    + outcome.lastLine());
        }
    }

    /** The least size that {@link #resize} would accept, in bytes; 0 if it does not say. */
    public static long least(Path file, long offset) {
        HostTool.Outcome outcome = HostTool.run(file, "resize2fs", List.of("-P", at(file, offset)));
        return outcome.output()
                .lines()
                .filter(line -> line.contains("minimum size"))
                .map(line -> line.replaceAll(".*:\\D*(\\d+).*", "$1"))
                .filter(number -> number.matches("\\d{1,15}"))
                .mapToLong(number -> Long.parseLong(number) * BLOCK)
                .findFirst()
                .orElse(0);
    }

    private static String at(Path file, long offset) {
        return offset > 0 ? file + "?offset=" + offset : file.toString();
    }

    private static ImageFailure failure(Path file, String why) {
        return new ImageFailure(
                ImageFailure.Reason.INPUT_OUTPUT,
                file,
                "The image " + HostTool.shown(file) + " cannot be used: " + why);
    }
}
