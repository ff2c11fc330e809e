// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Lists the images of the library. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        subcommands = {
            ImagesListCommand.class,
            ImagesInfoCommand.class,
            ImagesImportCommand.class,
            ImagesExportCommand.class,
            ImagesFileCommands.Ls.class,
            ImagesFileCommands.Cat.class,
            ImagesFileCommands.Get.class,
            ImagesFileCommands.Put.class,
            ImagesFileCommands.Rm.class,
            ImagesFileCommands.Mv.class,
            ImagesFileCommands.Chmod.class,
            ImagesChangeCommands.Make.class,
            ImagesChangeCommands.Resize.class,
            ImagesChangeCommands.Check.class,
            ImagesChangeCommands.Compact.class,
            ImagesChangeCommands.Rename.class,
            ImagesChangeCommands.Duplicate.class,
            ImagesChangeCommands.Delete.class,
            ImagesChangeCommands.Restore.class,
            ImagesChangeCommands.Note.class,
            ImagesBuildCommand.class
        },
        description = "Works with images. Without a command it lists them.")
final class ImagesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON array, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        return list(json);
    }

    /** Lists them, for people or for programs. */
    static int list(boolean json) {
        try (VmEngine engine = VmEngine.open(EngineDirectories.standard())) {
            List<Image> images = engine.images().list();
            if (json) {
                System.out.println(JsonText.of(out -> write(out, images)));
            } else {
                print(System.out, images);
                if (images.isEmpty()) {
                    System.err.println("No images yet in " + engine.images().folder() + ".");
                }
            }
        }
        return ExitCode.GOOD;
    }

    private static void print(PrintStream to, List<Image> images) {
        int width = images.stream().mapToInt(image -> image.name().length()).max().orElse(4);
        String row = "%-" + Math.max(4, width) + "s  %-7s %9s %9s %6s  %s%n";
        to.printf(row, "NAME", "SYSTEM", "SIZE", "ON DISK", "USED", "PATH");
        for (Image image : images) {
            to.printf(
                    row,
                    image.name(),
                    image.kind().label(),
                    size(image.sizeBytes()),
                    size(image.diskBytes()),
                    image.fileSystemBytes() > 0 ? Math.round(image.usedShare() * 100) + " %" : "",
                    image.path() + (image.shipped() ? " (shipped; machines get a copy)" : ""));
            image.problem().ifPresent(problem -> to.println("    " + problem.sentence()));
        }
    }

    /** A size for people, in units of 1024. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        String units = "KMGT";
        int unit = -1;
        while (value >= 1024 && unit < units.length() - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT, value < 10 ? "%.1f %ciB" : "%.0f %ciB", value, units.charAt(unit));
    }

    private static void write(JsonGenerator out, List<Image> images) {
        out.writeStartArray();
        for (Image image : images) {
            out.writeStartObject();
            fields(out, image);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** What is known by looking at the file. */
    static void fields(JsonGenerator out, Image image) {
        out.writeStringProperty("name", image.name());
        out.writeStringProperty("path", image.path().toString());
        out.writeStringProperty("system", image.kind().label());
        out.writeStringProperty("label", image.label());
        out.writeNumberProperty("size", image.sizeBytes());
        out.writeNumberProperty("sizeOnDisk", image.diskBytes());
        out.writeNumberProperty("fileSystemSize", image.fileSystemBytes());
        out.writeNumberProperty("used", image.usedBytes());
        out.writeBooleanProperty("shipped", image.shipped());
        out.writeName("problem");
        image.problem()
                .map(EngineFailure::sentence)
                .ifPresentOrElse(out::writeString, out::writeNull);
    }
}
