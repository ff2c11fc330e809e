// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.workshop.HostFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.core.JsonGenerator;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files in an image, without booting it. */
final class ImagesFileCommands {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private ImagesFileCommands() {}

    /** Which image, and where in it. */
    abstract static class InImage extends ImagesChangeCommands.OfImage {
        final int look(java.util.function.Consumer<ImageFiles> work) {
            return ImageWork.run((workshop, engine, progress) -> {
                try (ImageFiles files = workshop.look(ImageWork.image(engine, image))) {
                    work.accept(files);
                    return ExitCode.GOOD;
                }
            });
        }

        final int edit(java.util.function.Consumer<ImageFiles> work) {
            return ImageWork.run((workshop, engine, progress) -> {
                workshop.edit(ImageWork.image(engine, image), work, progress);
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists a folder in an image.")
    static final class Ls extends InImage {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "PATH",
                description = "A path in the image; its root unless told.")
        private String path = "/";

        @Option(
                names = {"-R", "--recursive"},
                description = "With everything below.")
        private boolean recursive;

        @Option(names = "--json", description = "One JSON array, for programs.")
        private boolean json;

        @Override
        public Integer call() {
            return look(files -> {
                List<FileEntry> found = new ArrayList<>();
                if (recursive) {
                    files.walk(path, false, found::add);
                } else {
                    found.addAll(files.list(path));
                }
                found.sort(Comparator.comparing(FileEntry::path));
                if (json) {
                    System.out.println(JsonText.of(out -> write(out, found)));
                } else {
                    found.forEach(Ls::print);
                }
            });
        }

        private static void print(FileEntry entry) {
            boolean device =
                    entry.kind() == FileKind.CHARACTER_DEVICE
                            || entry.kind() == FileKind.BLOCK_DEVICE;
            System.out.printf(
                    "%s %3d %5d %5d %12s %s %s%s%n",
                    entry.modeText(),
                    entry.links(),
                    entry.user(),
                    entry.group(),
                    device ? entry.major() + ", " + entry.minor() : Long.toString(entry.size()),
                    TIME.format(entry.changed()),
                    ByteText.shown(entry.path()),
                    entry.kind() == FileKind.LINK ? " -> " + ByteText.shown(entry.target()) : "");
        }

        private static void write(JsonGenerator out, List<FileEntry> entries) {
            out.writeStartArray();
            for (FileEntry entry : entries) {
                out.writeStartObject();
                out.writeStringProperty("path", ByteText.shown(entry.path()));
                out.writeStringProperty("mode", entry.modeText());
                out.writeNumberProperty("user", entry.user());
                out.writeNumberProperty("group", entry.group());
                out.writeNumberProperty("size", entry.size());
                out.writeStringProperty("changed", entry.changed().toString());
                out.writeNumberProperty("links", entry.links());
                out.writeStringProperty("target", ByteText.shown(entry.target()));
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    @Command(
            name = "cat",
            mixinStandardHelpOptions = true,
            description = "Writes a file in an image to standard output.")
    static final class Cat extends InImage {
        @Parameters(index = "1", paramLabel = "PATH", description = "A path in the image.")
        private String path = "";

        @Override
        public Integer call() {
            return look(files -> {
                OutputStream out =
                        new BufferedOutputStream(
                                new FileOutputStream(java.io.FileDescriptor.out), 1 << 16);
                files.read(path, 0, Long.MAX_VALUE, out);
                try {
                    out.flush();
                } catch (IOException nobodyReads) {
                    // As with any program whose output is closed.
                }
            });
        }
    }

    @Command(
            name = "get",
            mixinStandardHelpOptions = true,
            description = "Copies a file or a folder out of an image. It will be yours.")
    static final class Get extends InImage {
        @Parameters(index = "1", paramLabel = "PATH", description = "A path in the image.")
        private String path = "";

        @Parameters(
                index = "2",
                arity = "0..1",
                paramLabel = "TO",
                description = "A file or folder here; the working directory unless told.")
        private Path to = Path.of("");

        @Override
        public Integer call() {
            return look(files -> HostFiles.copyOut(files, path, to));
        }
    }

    @Command(
            name = "put",
            mixinStandardHelpOptions = true,
            description =
                    "Copies a file or a folder into an image; what is there gives way. It will be"
                            + " root's unless told.")
    static final class Put extends InImage {
        @Parameters(index = "1", paramLabel = "FROM", description = "A file or folder here.")
        private Path from = Path.of("");

        @Parameters(
                index = "2",
                paramLabel = "PATH",
                description = "A path in the image; ending with / or naming a folder: into it.")
        private String path = "";

        @Option(
                names = "--owner",
                paramLabel = "UID:GID",
                description = "Numbers of owner and group (0:0 if not given).")
        private String owner = "0:0";

        @Override
        public Integer call() {
            if (!owner.matches("\\d{1,10}:\\d{1,10}")) {
                System.err.println("dozen: --owner wants two numbers, for example 1000:1000");
                return ExitCode.USAGE;
            }
            String[] ids = owner.split(":", -1);
            return edit(files ->
                    HostFiles.copyIn(
                            files, from, path, Long.parseLong(ids[0]), Long.parseLong(ids[1])));
        }
    }

    @Command(
            name = "rm",
            mixinStandardHelpOptions = true,
            description = "Removes a file from an image, or a folder with what is in it.")
    static final class Rm extends InImage {
        @Parameters(index = "1", paramLabel = "PATH", description = "A path in the image.")
        private String path = "";

        @Option(
                names = {"-r", "--recursive"},
                description = "Folders, too.")
        private boolean recursive;

        @Override
        public Integer call() {
            return edit(files -> {
                FileEntry entry = files.look(path, false);
                if (entry.kind() == FileKind.FOLDER && !recursive) {
                    throw new ImageFailure(
                            ImageFailure.Reason.NO_SUCH_FILE,
                            Path.of("/"),
                            path + " is a folder; -r removes it with everything in it.");
                }
                files.remove(path);
            });
        }
    }

    @Command(
            name = "mv",
            mixinStandardHelpOptions = true,
            description = "Gives a file or folder in an image another path.")
    static final class Mv extends InImage {
        @Parameters(index = "1", paramLabel = "FROM", description = "A path in the image.")
        private String from = "";

        @Parameters(index = "2", paramLabel = "TO", description = "Its new path in the image.")
        private String to = "";

        @Override
        public Integer call() {
            return edit(files -> files.rename(from, to));
        }
    }

    @Command(
            name = "chmod",
            mixinStandardHelpOptions = true,
            description = "Changes the mode of a file in an image, and its owner if told.")
    static final class Chmod extends InImage {
        @Parameters(index = "1", paramLabel = "MODE", description = "In octal, for example 0755.")
        private String mode = "";

        @Parameters(index = "2", paramLabel = "PATH", description = "A path in the image.")
        private String path = "";

        @Option(
                names = "--owner",
                paramLabel = "UID:GID",
                description = "Numbers of owner and group.")
        private String owner = "";

        @Override
        public Integer call() {
            if (!mode.matches("[0-7]{1,5}") || !owner.matches("(\\d{1,10}:\\d{1,10})?")) {
                System.err.println(
                        "dozen: wanted are a mode such as 0755, and an owner such as 0:0");
                return ExitCode.USAGE;
            }
            String[] ids = owner.isEmpty() ? new String[] {"-1", "-1"} : owner.split(":", -1);
            return edit(files ->
                    files.change(
                            path,
                            new ImageFiles.Change(
                                    Integer.parseInt(mode, 8) & 07777,
                                    Long.parseLong(ids[0]),
                                    Long.parseLong(ids[1]))));
        }
    }
}
