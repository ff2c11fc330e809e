// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import org.dozen.engine.failure.ImageFailure;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The files in one image, read or changed without mounting it. Paths are {@link ByteText}s, with or
 * without a slash in front, and never lead out of the image. For one thread at a time.
 *
 * <p>What changes something is not answered at once: {@link #sync} says whether all went well.
 * Nobody else may use the image meanwhile; whoever opens it for writing sees to that.
 */
public final class ImageFiles implements AutoCloseable {
    private static final int BUFFER = 1 << 18;
    private static final int CHUNK = 1 << 18;
    private static final int END_SECONDS = 30;
    private static final int FOLLOW = 1;
    private static final int WITH_ATTRIBUTES = 1;
    private static final int WITH_DATA = 2;

    /** What it is opened for. */
    public enum Purpose {
        READ("read"),
        WRITE("write"),
        /** To write into a file system just made in an empty file. */
        FILL("fill"),
        /** To give free blocks back; the program holds the image itself, as a reader. */
        TRIM("trim");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }
    }

    /** Takes what a walk finds. */
    public interface Visitor {
        /** Something in the image; a file's bytes follow, if they were asked for. */
        void entry(FileEntry entry) throws IOException;

        /** The next bytes of the file that came last. */
        default void data(byte[] bytes) throws IOException {}
    }

    /** What to change; a negative number, and a null time, leaves as it is. */
    public record Change(int mode, long user, long group) {}

    /** Room left in the image. */
    public record Room(long bytes, long files) {}

    private final Path image;
    private final Process process;
    private final OutputStream out;
    private final InputStream in;
    private boolean ended;

    private ImageFiles(Path image, Process process) {
        this.image = image;
        this.process = process;
        this.out = new BufferedOutputStream(process.getOutputStream(), BUFFER);
        this.in = new BufferedInputStream(process.getInputStream(), BUFFER);
    }

    /**
     * Opens an image.
     *
     * @param program {@code dozen-files}
     * @param offset where the file system begins in the image, in bytes
     * @throws ImageFailure if it cannot be opened
     */
    public static ImageFiles open(Path program, Path image, long offset, Purpose purpose) {
        if (!Files.isExecutable(program)) {
            throw new ImageFailure(
                    ImageFailure.Reason.TOOL_MISSING,
                    image,
                    "The program "
                            + program
                            + " is missing. Build it with `mvn` in the project's folder, or name"
                            + " the folder it is in by DOZEN_HOME.");
        }
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            program.toString(),
                            image.toAbsolutePath().toString(),
                            Long.toString(offset),
                            purpose.word);
            builder.environment().clear();
            return new ImageFiles(image, builder.start());
        } catch (IOException refused) {
            throw failed(image, "it cannot be looked into: " + refused.getMessage(), refused);
        }
    }

    // ---- changing

    /**
     * Makes something, with the folders that lead to it; what is there gives way, except a folder
     * to a folder. If it is a file of more than 0 bytes, {@link #data} must follow.
     */
    public void make(FileEntry entry) {
        Instant changed = entry.changed();
        Frames.Writer frame =
                new Frames.Writer(Frames.MAKE)
                        .text(entry.path())
                        .number(entry.kind().bits() | entry.mode())
                        .number(entry.user())
                        .number(entry.group())
                        .wide(changed.getEpochSecond())
                        .number(changed.getNano())
                        .number(entry.major())
                        .number(entry.minor())
                        .wide(entry.kind() == FileKind.FILE ? entry.size() : 0)
                        .text(entry.kind() == FileKind.LINK ? entry.target() : "")
                        .number(entry.attributes().size());
        for (Attribute attribute : entry.attributes()) {
            frame.text(attribute.name()).text(attribute.value());
        }
        send(frame);
    }

    /** The next bytes of the file just made, together as many as it was made with. */
    public void data(byte[] bytes, int from, int length) {
        for (int at = from; at < from + length; at += CHUNK) {
            send(
                    new Frames.Writer(Frames.DATA)
                            .raw(bytes, at, Math.min(CHUNK, from + length - at)));
        }
    }

    /** Another name for a file that is there. */
    public void link(String path, String target) {
        send(new Frames.Writer(Frames.LINK).text(path).text(target));
    }

    /** Removes a file, or a folder with all that is in it. */
    public void remove(String path) {
        send(new Frames.Writer(Frames.REMOVE).text(path));
    }

    /** Removes what earlier layers put there, if they did. */
    public void removeLower(String path) {
        send(new Frames.Writer(Frames.REMOVE_LOWER).text(path));
    }

    /** Removes everything that earlier layers put into a folder. */
    public void clearLower(String folder) {
        send(new Frames.Writer(Frames.OPAQUE).text(folder));
    }

    /** What is made from now on belongs to this layer. */
    public void layer(int number) {
        send(new Frames.Writer(Frames.LAYER).number(number));
    }

    /** Gives a file or folder another path; a file that is there gives way. */
    public void rename(String from, String to) {
        send(new Frames.Writer(Frames.RENAME).text(from).text(to));
    }

    /** Changes mode and owner. */
    public void change(String path, Change change) {
        int mask =
                (change.mode() >= 0 ? 1 : 0)
                        | (change.user() >= 0 ? 2 : 0)
                        | (change.group() >= 0 ? 4 : 0);
        send(
                new Frames.Writer(Frames.CHANGE)
                        .text(path)
                        .number(mask)
                        .number(change.mode())
                        .number(change.user())
                        .number(change.group())
                        .wide(0)
                        .number(0));
    }

    /**
     * Waits until everything asked for is done.
     *
     * @param toDisk also write what the program keeps in memory
     * @return room left
     * @throws ImageFailure if something of it failed
     */
    public Room sync(boolean toDisk) {
        ask(new Frames.Writer(Frames.SYNC).number(toDisk ? 1 : 0));
        Frames.Reader done = answer(ignored -> {}, ignored -> {});
        return new Room(done.wide(), done.number());
    }

    /**
     * Gives blocks that no file uses back to the host.
     *
     * @return bytes that the image takes less on the host's disk
     */
    public long trim() {
        ask(new Frames.Writer(Frames.TRIM));
        return answer(ignored -> {}, ignored -> {}).wide();
    }

    // ---- looking

    /** What is in a folder, in no order; or the file itself. */
    public List<FileEntry> list(String folder) {
        List<FileEntry> found = new ArrayList<>();
        ask(new Frames.Writer(Frames.LIST).text(folder).number(0));
        answer(found::add, ignored -> {});
        return found;
    }

    /** What a path leads to, with its extended attributes. */
    public FileEntry look(String path, boolean followLink) {
        List<FileEntry> found = new ArrayList<>();
        ask(new Frames.Writer(Frames.STAT).text(path).number(followLink ? FOLLOW : 0));
        answer(found::add, ignored -> {});
        return found.getFirst();
    }

    /** Reads a file from a place on, at most so many bytes. */
    public void read(String path, long from, long most, OutputStream to) {
        ask(new Frames.Writer(Frames.READ).text(path).wide(from).wide(most));
        answer(ignored -> {}, to::write);
    }

    /**
     * Everything below a folder, folders before what is in them; paths begin there.
     *
     * @param withData with what is in the files
     */
    public void walk(String folder, boolean withData, Visitor visitor) {
        ask(
                new Frames.Writer(Frames.WALK)
                        .text(folder)
                        .number(WITH_ATTRIBUTES | (withData ? WITH_DATA : 0)));
        answer(visitor::entry, visitor::data);
    }

    // ---- both ways

    private interface Taker<T> {
        void take(T what) throws IOException;
    }

    private void send(Frames.Writer frame) {
        try {
            frame.to(out);
        } catch (IOException gone) {
            throw theirEnd(gone);
        }
    }

    private void ask(Frames.Writer frame) {
        send(frame);
        try {
            out.flush();
        } catch (IOException gone) {
            throw theirEnd(gone);
        }
    }

    /** Reads answers up to the last one, which says that it is done. */
    private Frames.Reader answer(Taker<FileEntry> entries, Taker<byte[]> data) {
        try {
            while (true) {
                Frames.Reader frame = Frames.Reader.from(in);
                switch (frame.kind()) {
                    case Frames.SAY_DONE -> {
                        return frame;
                    }
                    case Frames.SAY_FAILED -> throw failure(frame);
                    case Frames.SAY_ENTRY -> entries.take(entry(frame));
                    case Frames.SAY_DATA -> data.take(frame.content());
                    default -> throw failed(image, "its reader gave an answer of no kind", null);
                }
            }
        } catch (java.io.EOFException
                | BufferUnderflowException
                | NegativeArraySizeException gone) {
            throw theirEnd(gone);
        } catch (IOException wrong) {
            throw failed(image, "what is in it cannot be passed on: " + wrong.getMessage(), wrong);
        }
    }

    private static FileEntry entry(Frames.Reader frame) {
        long number = frame.number();
        int mode = (int) frame.number();
        int links = (int) frame.number();
        long user = frame.number();
        long group = frame.number();
        long size = frame.wide();
        Instant changed = time(frame.wide(), frame.number());
        long diskBytes = frame.wide();
        int major = (int) frame.number();
        int minor = (int) frame.number();
        String path = frame.text();
        String target = frame.text();
        List<Attribute> attributes = new ArrayList<>();
        for (long left = frame.number(); left > 0; left--) {
            attributes.add(new Attribute(frame.text(), frame.text()));
        }
        return new FileEntry(
                path,
                FileKind.ofMode(mode).orElse(FileKind.FILE),
                mode & 07777,
                user,
                group,
                size,
                changed,
                target,
                major,
                minor,
                List.copyOf(attributes),
                links,
                number,
                diskBytes);
    }

    private static Instant time(long seconds, long nanos) {
        try {
            return Instant.ofEpochSecond(seconds, Math.min(nanos, 999_999_999L));
        } catch (DateTimeException wild) {
            return Instant.EPOCH;
        }
    }

    private ImageFailure failure(Frames.Reader frame) {
        int kind = (int) frame.number();
        String what = frame.text();
        String path = ByteText.shown(frame.text());
        String where = path.isEmpty() ? "" : " (" + (path.startsWith("/") ? "" : "/") + path + ")";
        ImageFailure.Reason reason =
                switch (kind) {
                    case 1, 2, 3, 5 -> ImageFailure.Reason.NO_SUCH_FILE;
                    case 4 -> ImageFailure.Reason.IMAGE_FULL;
                    case 6 -> ImageFailure.Reason.NO_PERMISSION;
                    case 7 -> ImageFailure.Reason.DAMAGED;
                    case 10 -> ImageFailure.Reason.DISK_FULL;
                    default -> ImageFailure.Reason.INPUT_OUTPUT;
                };
        String sentence =
                switch (reason) {
                    case IMAGE_FULL ->
                            "There is no room left in the image "
                                    + HostTool.shown(image)
                                    + where
                                    + ". `dozen images resize` makes it larger.";
                    case DISK_FULL ->
                            "The disk that holds the image "
                                    + HostTool.shown(image)
                                    + " is full. Free some space there and try again.";
                    case DAMAGED ->
                            "The image "
                                    + HostTool.shown(image)
                                    + " is damaged: "
                                    + what
                                    + where
                                    + ". `dozen images check` shows what is wrong.";
                    default -> "In the image " + HostTool.shown(image) + ", " + what + where + ".";
                };
        return new ImageFailure(reason, image, sentence);
    }

    /** It ended before its time. It says why on its last words, or it was killed. */
    private ImageFailure theirEnd(Exception how) {
        String said = "";
        try {
            // A failure to open is an answer that nobody had asked for yet.
            while (true) {
                Frames.Reader last = Frames.Reader.from(in);
                if (last.kind() == Frames.SAY_FAILED) {
                    return failure(last);
                }
            }
        } catch (IOException | BufferUnderflowException | NegativeArraySizeException nothing) {
            try {
                said =
                        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                                .strip();
            } catch (IOException closed) {
                said = "";
            }
        }
        return failed(image, said.isEmpty() ? "its reader ended without an answer" : said, how);
    }

    private static ImageFailure failed(
            Path image, String why, @org.jspecify.annotations.Nullable Throwable how) {
        String sentence = "The image " + HostTool.shown(image) + " cannot be used: " + why + ".";
        return how == null
                ? new ImageFailure(ImageFailure.Reason.INPUT_OUTPUT, image, sentence)
                : new ImageFailure(ImageFailure.Reason.INPUT_OUTPUT, image, sentence, how);
    }

    /**
     * Ends it in order: what was changed is in the image's file then.
     *
     * @throws ImageFailure if it did not end well
     */
    public void finish() {
        sync(true);
        try {
            out.close();
            ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException gone) {
            throw theirEnd(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (ended && process.exitValue() != 0) {
            throw theirEnd(new IOException("status " + process.exitValue()));
        }
        if (!ended) {
            throw failed(image, "what was changed could not be written", null);
        }
    }

    /** Lets go of it; what was changed and not finished is lost or half there. */
    @Override
    public void close() {
        if (!ended) {
            process.destroyForcibly();
        }
        try {
            in.close();
            process.getErrorStream().close();
            process.getOutputStream().close();
        } catch (IOException gone) {
            // It has ended, as it should.
        }
    }
}
