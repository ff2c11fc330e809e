// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.dozen.engine.image.NoteStore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What there is to know of images beside what a glance at the file tells: the system in them, what
 * is remembered of them, their last screen. The system's name takes opening the image, so what was
 * found is kept in a cache, by the file's size, time and number. All methods may be called from any
 * thread and wait for the disk.
 */
public final class ImageCatalogue {
    private static final String SYSTEMS = "systems.tsv";
    private static final long MOST_BYTES = 8L << 20;
    private static final int MOST_KEPT = 20_000;
    private static final int FIELDS = 5;

    private final ImageWorkshop workshop;
    private final NoteStore notes;
    private final NoteStore elsewhere;
    private final Path cache;
    private final Map<Path, Seen> systems = new ConcurrentHashMap<>();
    private volatile boolean read;
    private volatile boolean changed;

    /**
     * What is known of one image.
     *
     * @param system what the system in it calls itself; empty if it does not say or nobody has
     *     looked
     * @param certain the system is the one of now; otherwise {@link ImageCatalogue#lookAt} may tell
     *     more
     * @param notes what is remembered of it
     * @param screen a PNG file with the last screen of a machine
     * @param screenChanged when that was taken; the epoch if there is none
     */
    public record About(
            String system,
            boolean certain,
            ImageNotes notes,
            Optional<Path> screen,
            Instant screenChanged) {
        /** Nobody has looked. */
        public static final About NOTHING =
                new About("", false, ImageNotes.NONE, Optional.empty(), Instant.EPOCH);
    }

    /** What an image was when its system's name was read. */
    private record Seen(String file, long size, Instant changed, String system) {
        boolean isOf(Image image) {
            return size == image.sizeBytes() && changed.equals(image.changed());
        }
    }

    /**
     * A catalogue.
     *
     * @param cache folder for what was seen, and for screens of a library that is only read
     */
    public ImageCatalogue(ImageWorkshop workshop, Path cache) {
        this.workshop = workshop;
        this.notes = workshop.notes();
        this.elsewhere = new NoteStore(cache);
        this.cache = cache;
    }

    /** What is known of an image without opening it. Reads two small files at most. */
    public About of(Image image) {
        return of(image, notes.names(), elsewhere.names());
    }

    /** The same of many images, in their order. */
    public List<About> of(List<Image> images) {
        NoteStore.Names there = notes.names();
        NoteStore.Names beside = elsewhere.names();
        return images.stream().map(image -> of(image, there, beside)).toList();
    }

    private About of(Image image, NoteStore.Names there, NoteStore.Names beside) {
        readOnce();
        String name = image.name();
        Seen seen = systems.get(image.path());
        Optional<Path> screen =
                there.screens().contains(name)
                        ? notes.screen(name)
                        : beside.screens().contains(name)
                                ? elsewhere.screen(name)
                                : Optional.empty();
        return new About(
                seen == null ? "" : seen.system(),
                (seen != null && seen.isOf(image)) || image.problem().isPresent(),
                there.notes().contains(name) ? notes.of(name) : ImageNotes.NONE,
                screen,
                screen.map(ImageCatalogue::time).orElse(Instant.EPOCH));
    }

    private static Instant time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    /**
     * Reads the name of the system in an image; takes some milliseconds.
     *
     * @return whether it is another one than was known
     */
    public boolean lookAt(Image image) {
        readOnce();
        Seen before = systems.get(image.path());
        String file = key(image.path());
        if (before != null && before.isOf(image) && before.file().equals(file)) {
            return false;
        }
        String system;
        try (ImageFiles files = workshop.look(image)) {
            system = SystemName.of(files);
        } catch (EngineFailure notNow) {
            return false; // a machine writes to it, or it is damaged: asked again next time
        }
        systems.put(image.path(), new Seen(file, image.sizeBytes(), image.changed(), system));
        changed = true;
        return before == null || !before.system().equals(system);
    }

    /** Writes what was seen to the cache. That it cannot be written costs time, next time. */
    public void flush() {
        if (!changed) {
            return;
        }
        changed = false;
        StringBuilder text = new StringBuilder();
        systems.entrySet().stream()
                .limit(MOST_KEPT)
                .filter(each ->
                        ByteText.shown(each.getKey().toString()).equals(each.getKey().toString()))
                .forEach(each -> text.append(line(each.getKey(), each.getValue())));
        try {
            Files.createDirectories(cache);
            Path fresh = Files.createTempFile(cache, ".", ".part");
            try {
                Files.writeString(fresh, text);
                Files.move(
                        fresh,
                        cache.resolve(SYSTEMS),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            changed = false;
        }
    }

    /**
     * Keeps the last screen of a machine on an image: beside its notes, or in the cache where the
     * library is only read.
     *
     * @param png the bytes of a PNG file
     */
    public void putScreen(Image image, byte[] png) {
        try {
            notes.putScreen(image.name(), png);
        } catch (IOException onlyRead) {
            try {
                elsewhere.putScreen(image.name(), png);
            } catch (IOException nowhere) {
                throw new ImageFailure(
                        ImageFailure.Reason.INPUT_OUTPUT,
                        cache,
                        "The last screen of "
                                + image.name()
                                + " cannot be kept: "
                                + nowhere.getMessage()
                                + ".",
                        nowhere);
            }
        }
    }

    // ---- the cache

    /** Device and number of a file; empty if the host does not say. */
    private static String key(Path path) {
        try {
            Object key =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey();
            return key == null ? "" : key.toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private void readOnce() {
        if (read) {
            return;
        }
        synchronized (systems) {
            if (!read) {
                read();
                read = true;
            }
        }
    }

    private void read() {
        Path file = cache.resolve(SYSTEMS);
        List<String> lines = new ArrayList<>();
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
                lines.addAll(
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                                .lines()
                                .limit(MOST_KEPT)
                                .toList());
            }
        } catch (IOException unreadable) {
            return; // found out again
        }
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == FIELDS && fields[0].matches("\\d{1,18}")) {
                try {
                    systems.putIfAbsent(
                            Path.of(fields[3]),
                            new Seen(
                                    fields[2],
                                    Long.parseLong(fields[0]),
                                    Instant.parse(fields[1]),
                                    fields[4]));
                } catch (DateTimeException | java.nio.file.InvalidPathException damaged) {
                    changed = true; // the line goes with the next writing
                }
            }
        }
    }

    private static String line(Path path, Seen seen) {
        return seen.size()
                + "\t"
                + seen.changed()
                + "\t"
                + seen.file()
                + "\t"
                + path
                + "\t"
                + seen.system().replaceAll("\\p{Cntrl}", " ")
                + "\n";
    }
}
