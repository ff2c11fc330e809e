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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Keeps {@link ImageNotes}: one small file an image, in a hidden folder of the library. */
public final class NoteStore {
    private static final String FOLDER = ".about";
    private static final int MOST_BYTES = 1 << 20;

    // Within one program; other programs are kept out by a file's lock.
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;

    /** Notes of the images in this folder. */
    public NoteStore(Path images) {
        this.folder = images.resolve(FOLDER);
    }

    private Path file(String image) {
        return folder.resolve(image + ".json");
    }

    /** What is known of an image; nothing if that cannot be read. */
    public ImageNotes of(String image) {
        try {
            Path file = file(image);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return ImageNotes.NONE;
            }
            return Json.parse(Files.readAllBytes(file))
                    .map(NoteStore::notes)
                    .orElse(ImageNotes.NONE);
        } catch (IOException unreadable) {
            return ImageNotes.NONE;
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
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".", ".part");
            try {
                Files.writeString(fresh, text(notes));
                Files.move(
                        fresh,
                        file(image),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
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
    }

    /** Forgets. */
    public void remove(String image) {
        try {
            Files.deleteIfExists(file(image));
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
