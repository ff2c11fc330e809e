// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.filesystem.FileSystems;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Making images and changing them as a whole. */
final class ImagesChangeCommands {
    private ImagesChangeCommands() {}

    /** Which image. */
    abstract static class OfImage implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "IMAGE",
                description = "A name from the list, or a path.")
        protected String image = "";
    }

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description = "Makes an empty image, sparse: it takes room as it is filled.")
    static final class Make implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What to call it.")
        private String name = "";

        @Option(
                names = "--size",
                paramLabel = "SIZE",
                converter = MemorySize.class,
                description = "Its size (${DEFAULT-VALUE} if not given).",
                defaultValue = "1G")
        private long size = 1L << 30;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "ext4 or ext2 (${DEFAULT-VALUE} if not given).",
                defaultValue = "ext4")
        private String kind = "ext4";

        @Option(names = "--partitioned", description = "With a partition table.")
        private boolean partitioned;

        @Override
        public Integer call() {
            if (!List.of("ext4", "ext2").contains(kind)) {
                System.err.println("dozen: --kind wants ext4 or ext2, not '" + kind + "'");
                return ExitCode.USAGE;
            }
            return ImageWork.run((workshop, engine, progress) -> {
                System.out.println(workshop.make(name, kind, size, partitioned).path());
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "resize",
            mixinStandardHelpOptions = true,
            description = "Makes an image larger or smaller, with the file system in it.")
    static final class Resize extends OfImage {
        @Parameters(
                index = "1",
                paramLabel = "SIZE",
                converter = MemorySize.class,
                description = "Its new size, for example 2G.")
        private long size;

        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                Image resized = workshop.resize(ImageWork.image(engine, image), size, progress);
                System.out.println(ImagesCommand.size(resized.sizeBytes()));
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Looks whether an image is whole, and says what a repair would do. Writes nothing"
                        + " without --repair.",
                "Exits with 0 if nothing is wrong or was put right, else with 1."
            })
    static final class Check extends OfImage {
        @Option(names = "--repair", description = "Put right what is wrong.")
        private boolean repair;

        @Option(names = "--json", description = "One JSON object, for programs.")
        private boolean json;

        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                Image found = ImageWork.image(engine, image);
                FileSystems.Check check =
                        repair ? workshop.repair(found, progress) : workshop.check(found);
                if (json) {
                    print(check);
                } else {
                    check.lines().forEach(System.out::println);
                }
                return check.clean() || check.repaired() ? ExitCode.GOOD : 1;
            });
        }

        private static void print(FileSystems.Check check) {
            System.out.println(
                    JsonText.of(out -> {
                        out.writeStartObject();
                        out.writeBooleanProperty("clean", check.clean());
                        out.writeBooleanProperty("repaired", check.repaired());
                        out.writeName("lines");
                        out.writeStartArray();
                        check.lines().forEach(out::writeString);
                        out.writeEndArray();
                        out.writeEndObject();
                    }));
        }
    }

    @Command(
            name = "compact",
            mixinStandardHelpOptions = true,
            description = "Gives what no file in an image uses back to this computer's disk.")
    static final class Compact extends OfImage {
        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                long freed = workshop.compact(ImageWork.image(engine, image));
                System.out.println(ImagesCommand.size(freed) + " given back");
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "rename",
            mixinStandardHelpOptions = true,
            description = "Calls an image otherwise.")
    static final class Rename extends OfImage {
        @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.")
        private String name = "";

        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                workshop.rename(ImageWork.image(engine, image), name);
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "duplicate",
            mixinStandardHelpOptions = true,
            description = "Makes another image with the same contents.")
    static final class Duplicate extends OfImage {
        @Parameters(index = "1", paramLabel = "NAME", description = "The name of the other.")
        private String name = "";

        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                Image copy = workshop.duplicate(ImageWork.image(engine, image), name, progress);
                System.out.println(copy.path());
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description =
                    "Puts an image into the library's trash. `dozen images restore` takes it back.")
    static final class Delete extends OfImage {
        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                Path there = workshop.trash().put(ImageWork.image(engine, image));
                System.out.println(there);
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description =
                    "Takes an image back from the trash; without NAME it lists what is there.")
    static final class Restore implements Callable<Integer> {
        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "The image's name; the one deleted last, if there are several.")
        private String name = "";

        @Option(names = "--empty", description = "Remove everything there for good.")
        private boolean empty;

        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                List<Path> all = workshop.trash().list();
                if (empty) {
                    workshop.trash().empty();
                } else if (name.isEmpty()) {
                    all.forEach(System.out::println);
                } else {
                    Optional<Path> last =
                            all.stream()
                                    .filter(each ->
                                            String.valueOf(each.getFileName())
                                                    .matches("\\d+-\\Q" + name + "\\E\\.ext4"))
                                    .reduce((first, second) -> second);
                    if (last.isEmpty()) {
                        System.err.println("dozen: there is no " + name + " in the trash");
                        return ExitCode.IMAGE;
                    }
                    System.out.println(workshop.trash().restore(last.get()).path());
                }
                return ExitCode.GOOD;
            });
        }
    }

    @Command(
            name = "note",
            mixinStandardHelpOptions = true,
            description = "Remembers tags and a note about an image, beside it, not in it.")
    static final class Note extends OfImage {
        @Option(
                names = "--tags",
                paramLabel = "TAG",
                description = "Words to find it by, separated by commas; they replace the old.")
        private Optional<String> tags = Optional.empty();

        @Option(names = "--text", paramLabel = "TEXT", description = "A note.")
        private Optional<String> text = Optional.empty();

        @Override
        public Integer call() {
            return ImageWork.run((workshop, engine, progress) -> {
                String name = ImageWork.image(engine, image).name();
                workshop.notes().update(name, this::changed);
                return ExitCode.GOOD;
            });
        }

        private ImageNotes changed(ImageNotes before) {
            ImageNotes tagged =
                    tags.map(words -> List.of(words.strip().split("\\s*,\\s*", -1)))
                            .map(before::withTags)
                            .orElse(before);
            return text.map(tagged::withText).orElse(tagged);
        }
    }
}
