// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.VmEngine;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.Partition;
import org.dozen.engine.image.StartConfig;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.SystemName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.core.JsonGenerator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** Everything that is known of one image. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Everything that is known of an image.")
final class ImagesInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "A name from the list, or a path.")
    private String name = "";

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        return ImageWork.run((workshop, engine, progress) -> show(workshop, engine));
    }

    private int show(ImageWorkshop workshop, VmEngine engine) {
        Image image = ImageWork.image(engine, name);
        ImageNotes notes = workshop.notes().of(image.name());
        String system = image.problem().isPresent() ? "" : system(workshop, image);
        List<Partition> partitions = partitions(image);
        if (json) {
            System.out.println(JsonText.of(out -> write(out, image, notes, system, partitions)));
            return ExitCode.GOOD;
        }
        line("name", image.name());
        line("path", image.path().toString());
        line("system", system);
        line("file system", image.kind().label());
        line("label", image.label());
        line("size", ImagesCommand.size(image.sizeBytes()));
        line("on disk", ImagesCommand.size(image.diskBytes()));
        line(
                "used",
                image.fileSystemBytes() > 0
                        ? ImagesCommand.size(image.usedBytes())
                                + " of "
                                + ImagesCommand.size(image.fileSystemBytes())
                        : "");
        line("boots from", image.partition().isWhole() ? "" : image.partition().toString());
        line("came from", notes.origin());
        StartConfig start = notes.start();
        line("command", String.join(" ", start.words()));
        line("environment", String.join(" ", start.environment()));
        line("folder", start.folder());
        line("user", start.user());
        line("tags", String.join(", ", notes.tags()));
        line("notes", notes.text());
        line("last run", notes.lastRun().equals(Instant.EPOCH) ? "" : notes.lastRun().toString());
        image.problem().ifPresent(problem -> line("problem", problem.sentence()));
        return ExitCode.GOOD;
    }

    private static String system(ImageWorkshop workshop, Image image) {
        try (ImageFiles files = workshop.look(image)) {
            return SystemName.of(files);
        } catch (EngineFailure unknown) {
            return "";
        }
    }

    private static List<Partition> partitions(Image image) {
        try {
            return Partition.of(image.path());
        } catch (IOException unreadable) {
            throw new ImageFailure(
                    ImageFailure.Reason.INPUT_OUTPUT,
                    image.path(),
                    "The image " + image.path() + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static void line(String what, String value) {
        if (!value.isEmpty()) {
            System.out.printf("%-12s %s%n", what, value);
        }
    }

    private static void write(
            JsonGenerator out,
            Image image,
            ImageNotes notes,
            String system,
            List<Partition> partitions) {
        out.writeStartObject();
        ImagesCommand.fields(out, image);
        out.writeStringProperty("distribution", system);
        out.writeStringProperty("origin", notes.origin());
        out.writeName("start");
        out.writeStartObject();
        texts(out, "words", notes.start().words());
        texts(out, "environment", notes.start().environment());
        out.writeStringProperty("folder", notes.start().folder());
        out.writeStringProperty("user", notes.start().user());
        out.writeEndObject();
        texts(out, "tags", notes.tags());
        out.writeStringProperty("notes", notes.text());
        out.writeName("partitions");
        out.writeStartArray();
        for (Partition each : partitions) {
            out.writeStartObject();
            out.writeNumberProperty("number", each.number());
            out.writeNumberProperty("offset", each.offset());
            out.writeNumberProperty("size", each.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        out.writeName(name);
        out.writeStartArray();
        texts.forEach(out::writeString);
        out.writeEndArray();
    }
}
