// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.archive.Compression;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.WorkProgress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** Writes an image out. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes an image to a file: what ends with .tar, .tar.gz, .tar.xz or .tar.zst is an"
                    + " archive of its files, with owners, links and attributes; everything else is"
                    + " a copy of the image itself.",
            "- as FILE writes a tar archive to standard output."
        })
final class ImagesExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "A name from the list, or a path.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write, or -.")
    private String file = "";

    @Option(names = "--replace", description = "Replace a file that is there.")
    private boolean replace;

    @Override
    public Integer call() {
        return ImageWork.run((workshop, engine, progress) -> {
            write(workshop, ImageWork.image(engine, name), progress);
            return ExitCode.GOOD;
        });
    }

    private void write(ImageWorkshop workshop, Image image, WorkProgress progress) {
        if (file.equals("-")) {
            OutputStream out =
                    new BufferedOutputStream(
                            new FileOutputStream(java.io.FileDescriptor.out), 1 << 16);
            workshop.export(image, out, Compression.NONE, progress);
            return;
        }
        Path target = Path.of(file);
        Path part = Path.of(file + ".part");
        try {
            if (Files.exists(target) && !replace) {
                throw new ImageFailure(
                        ImageFailure.Reason.BAD_NAME,
                        target,
                        "There is a file " + target + " already; --replace replaces it.");
            }
            try {
                writePart(workshop, image, part, progress);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException refused) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    target,
                    target + " cannot be written: " + refused.getMessage() + ".",
                    refused);
        }
    }

    private void writePart(ImageWorkshop workshop, Image image, Path part, WorkProgress progress)
            throws IOException {
        for (Compression each : Compression.values()) {
            String ending = ".tar" + each.extension();
            if (file.endsWith(ending)) {
                try (OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(
                                        part,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.TRUNCATE_EXISTING,
                                        StandardOpenOption.WRITE),
                                1 << 16)) {
                    workshop.export(image, out, each, progress);
                }
                return;
            }
        }
        Files.deleteIfExists(part);
        workshop.copyOut(image, part, progress);
    }
}
