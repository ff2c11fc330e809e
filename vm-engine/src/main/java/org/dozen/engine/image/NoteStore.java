// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.json.Json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Keeps {@link ImageNotes}: one small file an image, and the picture of its last screen, in a
 * hidden folder of the library.
 */
public final class NoteStore {
    private static final String FOLDER = ".about";
    private static final String NOTES = ".json";
    private static final String SCREEN = ".png";
    private static final int MOST_BYTES = 1 << 20;

    // Within one program; other programs are kept out by a file's lock.
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** Notes of the images in this folder. */
    public NoteStore(Path images) {
        this.folder = images.resolve(FOLDER);
    }

    private Path file(String image) {
        return folder.resolve(image + NOTES);
    }

    private Path screenFile(String image) {
        return folder.resolve(image + SCREEN);
    }

    /** The folder with what is known. It need not exist. */
    public Path folder() {
        return folder;
    }

    /** Of which images there are notes, and of which there is a screen; one look at the folder. */
    public Names names() {
        Set<String> notes = new HashSet<>();
        Set<String> screens = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(NOTES)) {
                    notes.add(name.substring(0, name.length() - NOTES.length()));
                } else if (name.endsWith(SCREEN)) {
                    screens.add(name.substring(0, name.length() - SCREEN.length()));
                }
            }
        } catch (IOException | DirectoryIteratorException none) {
            return new Names(Set.of(), Set.of());
        }
        return new Names(notes, screens);
    }

    /**
     * Names of images.
     *
     * @param notes that have notes
     * @param screens that have a picture of a last screen
     */
    public record Names(Set<String> notes, Set<String> screens) {}

    /** What is known of an image; nothing if that cannot be read. */
    public ImageNotes of(String image) {
        Path file = file(image);
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!now.isRegularFile() || now.size() > MOST_BYTES) {
                return ImageNotes.NONE;
            }
            Seen then = seen.get(image);
            Seen found =
                    new Seen(
                            now.lastModifiedTime(), String.valueOf(now.fileKey()), ImageNotes.NONE);
            if (then != null && then.isLike(found)) {
                return then.notes();
            }
            ImageNotes notes =
                    Json.parse(Files.readAllBytes(file))
                            .map(NoteStore::notes)
                            .orElse(ImageNotes.NONE);
            seen.put(image, new Seen(found.changed(), found.number(), notes));
            return notes;
        } catch (IOException unreadable) {
            return ImageNotes.NONE;
        }
    }

    /** Notes as they were read; each writing makes another file, so time and number tell. */
    private record Seen(FileTime changed, String number, ImageNotes notes) {
        boolean isLike(Seen other) {
            return changed.equals(other.changed) && number.equals(other.number);
        }
    }

    private static ImageNotes notes(Json json) {
        Json start = json.get("start");
        return new ImageNotes(
                new StartConfig(
                        start.get("words").texts(),
                        start.get("environment").texts(),
                        start.get("folder").text(),
                        start.get("user").text()),
                json.get("origin").text(),
                json.get("tags").texts(),
                json.get("text").text(),
                instant(json.get("lastRun").text()));
    }

    private static Instant instant(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeException wild) {
            return Instant.EPOCH;
        }
    }

    /**
     * Remembers.
     *
     * @throws ImageFailure if that cannot be written
     */
    public void put(String image, ImageNotes notes) {
        try {
            write(folder, file(image), text(notes).getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            throw UnfinishedImage.unwritable(folder, refused);
        }
    }

    /**
     * Changes what is remembered, while nobody else does: another window may do so, too.
     *
     * @throws ImageFailure if that cannot be written
     */
    public void update(String image, UnaryOperator<ImageNotes> change) {
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel = open()) {
                channel.lock(); // until the channel is closed
                put(image, change.apply(of(image)));
            } catch (IOException noLocks) {
                put(image, change.apply(of(image)));
            }
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The same is known of another name, and nothing else. */
    public void copy(String from, String to) {
        if (Files.exists(file(from))) {
            put(to, of(from));
        } else {
            remove(to);
        }
        copyScreen(from, to);
    }

    private void copyScreen(String from, String to) {
        try {
            if (Files.exists(screenFile(from))) {
                putScreen(to, Files.readAllBytes(screenFile(from)));
            } else {
                Files.deleteIfExists(screenFile(to));
            }
        } catch (IOException lost) {
            // A picture less; the next machine on it gives another one.
        }
    }

    private static void write(Path folder, Path file, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".", ".part");
        try {
            Files.write(fresh, bytes);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The picture of the last screen of a machine on this image, a PNG file, if there is one. */
    public Optional<Path> screen(String image) {
        return Optional.of(screenFile(image)).filter(Files::isRegularFile);
    }

    /**
     * Keeps a picture of the last screen.
     *
     * @param png the bytes of a PNG file
     * @throws IOException if it cannot be written here
     */
    public void putScreen(String image, byte[] png) throws IOException {
        write(folder, screenFile(image), png);
    }

    /** Forgets. */
    public void remove(String image) {
        try {
            Files.deleteIfExists(file(image));
            Files.deleteIfExists(screenFile(image));
        } catch (IOException leftBehind) {
            // An image of that name would inherit it; so it is replaced when one is made.
        }
    }

    private static String text(ImageNotes notes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeName("start");
            out.writeStartObject();
            texts(out, "words", notes.start().words());
            texts(out, "environment", notes.start().environment());
            out.writeStringProperty("folder", notes.start().folder());
            out.writeStringProperty("user", notes.start().user());
            out.writeEndObject();
            out.writeStringProperty("origin", notes.origin());
            texts(out, "tags", notes.tags());
            out.writeStringProperty("text", notes.text());
            out.writeStringProperty("lastRun", notes.lastRun().toString());
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        out.writeName(name);
        out.writeStartArray();
        texts.forEach(out::writeString);
        out.writeEndArray();
    }
}
