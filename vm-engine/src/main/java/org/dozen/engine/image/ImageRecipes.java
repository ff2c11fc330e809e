// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Images that can be made here from Debian's packages. The work is done by a script that comes with
 * the recipes; it needs no root. All methods may be called from any thread.
 */
public final class ImageRecipes {
    private static final long ASK_MILLIS = 100;
    private static final long CLEAN_SECONDS = 15;

    private final Path folder;

    private ImageRecipes(Path folder) {
        this.folder = folder;
    }

    /**
     * The recipes that came with this {@code dozen-vm}: beside it in an installation, in the tree
     * above it where it was built.
     */
    public static ImageRecipes of(Path program) {
        Path home = program.toAbsolutePath().normalize().getParent();
        if (home == null) {
            return new ImageRecipes(Path.of("recipes"));
        }
        Path shipped = home.resolve("recipes");
        Path source = home.resolveSibling("guest").resolve("images");
        return new ImageRecipes(!Files.exists(shipped) && Files.exists(source) ? source : shipped);
    }

    /** Names of the recipes, sorted; none where none were shipped. */
    public List<String> names() {
        if (!Files.isExecutable(script())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(recipe -> Files.exists(recipe.resolve("packages")))
                    .map(recipe -> String.valueOf(recipe.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /**
     * Makes an image, all or nothing. Takes from seconds to minutes; what it fetched and made is
     * kept for the next time.
     *
     * @param name one of {@link #names()}
     * @param target the file to make; one that is there is replaced at the very end
     * @param progress is asked about ten times a second, on the calling thread
     * @throws ImageFailure if it cannot be made; the sentence has the reason that the script gave
     * @throws CancellationException if {@code progress} said to stop or the thread was interrupted;
     *     nothing is left behind then
     */
    public void build(String name, Path target, Progress progress) {
        if (!names().contains(name)) {
            throw new ImageFailure(
                    ImageFailure.Reason.MISSING,
                    folder,
                    "There is no recipe '" + name + "'; there are: " + String.join(", ", names()));
        }
        BuildOutput output = new BuildOutput();
        Process process = start(name, target);
        List<Thread> readers =
                List.of(
                        reading(process.getInputStream(), output::step),
                        reading(process.getErrorStream(), output::complaint));
        try {
            while (!process.waitFor(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!progress.proceed(output.current())) {
                    throw new CancellationException("the image " + name + " is not made");
                }
            }
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the image " + name + " is not made");
        } finally {
            end(process);
        }
        progress.proceed(output.current());
        if (process.exitValue() != 0) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    target,
                    "The image " + name + " cannot be made: " + output.reason(process.exitValue()));
        }
    }

    private Path script() {
        return folder.resolve("build");
    }

    private Process start(String name, Path target) {
        try {
            return new ProcessBuilder(script().toString(), name, target.toString())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException failed) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    target,
                    "The image " + name + " cannot be made: " + failed.getMessage(),
                    failed);
        }
    }

    private static Thread reading(InputStream from, Consumer<String> taker) {
        return Thread.ofVirtual()
                .start(() -> {
                    try (BufferedReader lines =
                            new BufferedReader(
                                    new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        lines.lines().forEach(taker);
                    } catch (IOException | java.io.UncheckedIOException ended) {
                        taker.accept("");
                    }
                });
    }

    /** Asks a script that still works to end, and gives it time to remove what is half made. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(CLEAN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException again) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sees the work proceed. */
    @FunctionalInterface
    public interface Progress {
        /**
         * So far.
         *
         * @param line what is being done, "step 2 of 7: fetching 115 packages, 48 MB: 40 %"; empty
         *     before the first step
         * @return whether to go on
         */
        boolean proceed(String line);
    }

    /** What the script has said so far. */
    private static final class BuildOutput {
        private final List<String> complaints = new ArrayList<>();
        private String current = "";

        synchronized void step(String line) {
            if (!line.isEmpty()) {
                current = line;
            }
        }

        synchronized void complaint(String line) {
            if (!line.isBlank()) {
                complaints.add(line.strip());
            }
        }

        synchronized String current() {
            return current;
        }

        synchronized String reason(int status) {
            return complaints.isEmpty() ? "status " + status : complaints.getLast();
        }
    }
}
