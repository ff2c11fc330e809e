// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.ImageRecipes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** Makes an image from a recipe, into the library. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an image from Debian's packages, without root: debian (bash, coreutils, python3,"
                    + " perl, vim, curl) or services (redis, nginx, sqlite3).",
            "Ctrl-C cancels; nothing is left half made."
        })
final class ImagesBuildCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The recipe: debian or services.")
    private String recipe = "";

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "What to call the image; the recipe's name unless told.")
    private String as = "";

    @Option(
            names = "--replace",
            description = "Replace an image of that name, with everything written to it.")
    private boolean replace;

    private final SignalStop stop = new SignalStop();
    private String shown = "";

    @Override
    public Integer call() {
        EngineDirectories directories = EngineDirectories.standard();
        String name = as.isEmpty() ? recipe : as;
        if (!name.matches("[A-Za-z0-9._-]+") || name.startsWith(".")) {
            System.err.println("dozen: '" + name + "' cannot be the name of an image");
            return ExitCode.USAGE;
        }
        Path target = directories.images().resolve(name + ".ext4");
        if (Files.exists(target) && !replace) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME,
                    target,
                    "There is an image '"
                            + name
                            + "' already; --replace makes it anew, --as gives another name.");
        }
        stop.arm();
        try {
            ImageRecipes.of(directories.program())
                    .build(recipe, target, line -> show(System.err, line));
        } catch (CancellationException cancelled) {
            return SignalStop.CANCELLED;
        } finally {
            stop.ended();
        }
        stop.disarm();
        System.out.println(target);
        return ExitCode.GOOD;
    }

    private boolean show(PrintStream to, String line) {
        if (!line.equals(shown)) {
            to.println(line);
            shown = line;
        }
        return !stop.asked();
    }
}
