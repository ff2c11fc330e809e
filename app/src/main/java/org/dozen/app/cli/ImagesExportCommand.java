// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.archive.Compression;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.WorkProgress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
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
        workshop.export(image, Path.of(file), replace, progress);
    }
}
