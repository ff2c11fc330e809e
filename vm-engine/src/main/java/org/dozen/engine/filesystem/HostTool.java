// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import org.dozen.engine.failure.ImageFailure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Runs a program of the host on an image and waits for it. */
final class HostTool {
    private static final int MOST_OUTPUT = 1 << 20;

    private HostTool() {}

    /**
     * What a program said and how it ended.
     *
     * @param status exit code; 128 and more if it was killed
     * @param output both its outputs, at most a mebibyte
     */
    record Outcome(int status, String output) {
        /**
         * Where it failed for want of room, says so.
         *
         * @throws ImageFailure if it spoke of a full disk
         */
        void requireRoom(Path file) {
            if (output.contains("No space left on device")) {
                throw new ImageFailure(
                        ImageFailure.Reason.DISK_FULL,
                        file,
                        "The disk that holds the image "
                                + shown(file)
                                + " is full. Free some space there and try again.");
            }
        }

        String lastLine() {
            List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty() ? "status " + status : lines.getLast().strip();
        }
    }

    /** How an image is called, also while it is being made under a hidden name. */
    static String shown(Path image) {
        String name = String.valueOf(image.getFileName());
        return name.startsWith(".") && name.endsWith(".part")
                ? name.substring(1, name.length() - ".part".length())
                : name;
    }

    /** Where a program is; administration's folders are looked into, too. */
    static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of((path + ":/usr/sbin:/sbin").split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String read(InputStream from) {
        try {
            String output = new String(from.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            from.skip(Long.MAX_VALUE);
            return output;
        } catch (IOException ended) {
            return "";
        }
    }

    /**
     * Runs it.
     *
     * @param subject the image that it is about
     * @throws ImageFailure if it is not installed or cannot be started
     * @throws CancellationException if the thread was interrupted; the program is ended then
     */
    static Outcome run(Path subject, String name, List<String> words) {
        Path program =
                find(name)
                        .orElseThrow(() ->
                                new ImageFailure(
                                        ImageFailure.Reason.TOOL_MISSING,
                                        subject,
                                        "The program "
                                                + name
                                                + " is needed for this. On Debian: apt-get install"
                                                + " e2fsprogs."));
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            // Read by another thread: reading cannot be interrupted, waiting can.
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(
                            () -> read(process.getInputStream()), Thread::startVirtualThread);
            try {
                int status = process.waitFor();
                return new Outcome(status, output.join());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException(name + " was stopped");
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException refused) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    subject,
                    "The program " + name + " cannot be run: " + refused.getMessage(),
                    refused);
        }
    }
}
