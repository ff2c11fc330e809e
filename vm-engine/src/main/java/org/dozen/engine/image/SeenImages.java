// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What images were when they were looked at, so that a file which has not changed since need not be
 * opened again: the same size, time and number. Kept in a file between two starts of the program;
 * what cannot be kept or read is found out again. Only images without a problem are remembered.
 */
final class SeenImages {
    private static final int FIELDS = 11;
    private static final int MOST = 20_000;
    private static final long MOST_BYTES = 16L << 20;

    private final Optional<Path> file;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();
    private boolean read;
    private boolean changed;

    /** One file as it was. */
    private record Seen(String number, Image image) {}

    /**
     * A memory.
     *
     * @param file where it is kept; empty for none
     */
    SeenImages(Optional<Path> file) {
        this.file = file;
    }

    /** What an image was, if its file is still the same. */
    synchronized Optional<Image> of(Path path, BasicFileAttributes now) {
        readOnce();
        return Optional.ofNullable(seen.get(path))
                .filter(then -> then.image().sizeBytes() == now.size())
                .filter(then -> then.image().changed().equals(now.lastModifiedTime().toInstant()))
                .filter(then -> then.number().equals(number(now)))
                .map(Seen::image);
    }

    /** Remembers an image that was just looked at. */
    synchronized void put(Image image, BasicFileAttributes attributes) {
        readOnce();
        if (image.problem().isPresent() || image.shipped()) {
            return;
        }
        seen.put(image.path(), new Seen(number(attributes), image));
        changed = true;
    }

    /** Forgets files that are not among these, and writes what is new. */
    synchronized void keep(List<Image> present) {
        Set<Path> paths = present.stream().map(Image::path).collect(Collectors.toSet());
        changed |= seen.keySet().retainAll(paths);
        if (!changed || file.isEmpty()) {
            return;
        }
        changed = false;
        StringBuilder text = new StringBuilder();
        seen.values().stream().limit(MOST).map(SeenImages::line).forEach(text::append);
        try {
            write(file.get(), text.toString());
        } catch (IOException unwritable) {
            changed = false; // looked at again next time
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".", ".part");
        try {
            Files.writeString(fresh, text);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String number(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey());
    }

    private void readOnce() {
        if (read || file.isEmpty()) {
            return;
        }
        read = true;
        try {
            if (Files.isRegularFile(file.get()) && Files.size(file.get()) <= MOST_BYTES) {
                new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8)
                        .lines()
                        .limit(MOST)
                        .forEach(this::take);
            }
        } catch (IOException unreadable) {
            changed = true;
        }
    }

    private void take(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            return;
        }
        try {
            Path path = Path.of(fields[1]);
            Image image =
                    new Image(
                            Inspection.name(path),
                            path,
                            FileSystemKind.valueOf(fields[2]),
                            fields[3],
                            Long.parseLong(fields[4]),
                            Long.parseLong(fields[5]),
                            Long.parseLong(fields[6]),
                            Long.parseLong(fields[7]),
                            Instant.ofEpochSecond(0, Long.parseLong(fields[8])),
                            false,
                            partition(fields[9], fields[10]),
                            Optional.empty());
            seen.put(path, new Seen(fields[0], image));
        } catch (IllegalArgumentException damaged) {
            changed = true; // InvalidPathException, NumberFormatException: the line goes
        }
    }

    private static Partition partition(String number, String place) {
        String[] ends = place.split("\\+", -1);
        return number.equals("0")
                ? Partition.WHOLE
                : new Partition(
                        Integer.parseInt(number), Long.parseLong(ends[0]), Long.parseLong(ends[1]));
    }

    private static String line(Seen one) {
        Image image = one.image();
        String path = image.path().toString();
        if (path.chars().anyMatch(Character::isISOControl)
                || image.label().indexOf('\t') >= 0
                || !path.equals(
                        new String(
                                path.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))) {
            return "";
        }
        Instant changed = image.changed();
        return String.join(
                        "\t",
                        one.number(),
                        path,
                        image.kind().name(),
                        image.label(),
                        Long.toString(image.sizeBytes()),
                        Long.toString(image.diskBytes()),
                        Long.toString(image.fileSystemBytes()),
                        Long.toString(image.usedBytes()),
                        Long.toString(
                                changed.getEpochSecond() * 1_000_000_000L + changed.getNano()),
                        Integer.toString(image.partition().number()),
                        image.partition().offset() + "+" + image.partition().bytes())
                + "\n";
    }
}
