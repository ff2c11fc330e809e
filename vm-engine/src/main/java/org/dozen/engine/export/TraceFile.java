// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.failure.TraceFailure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A trace being written: at every moment a whole file of its format. Each piece is written together
 * with the format's ending, and the next piece overwrites that ending. When the disk is full the
 * last ending is put back, in space that the file already has. Until it is closed the file has
 * {@code .part} behind its name. Used by one thread.
 */
final class TraceFile implements AutoCloseable {
    private static final int FLUSH_CHARS = 1 << 17;

    /** Where bytes go. */
    interface Storage extends AutoCloseable {
        /** Writes some of the bytes, as a file channel does. */
        int write(ByteBuffer bytes, long at) throws IOException;

        void truncate(long size) throws IOException;

        /** Makes it last and gives it its name. */
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Path path;
    private final Storage storage;
    private final TraceEncoder encoder;
    private final StringBuilder text = new StringBuilder();
    private long position;
    private byte[] lastEnding = {};
    private long calls;
    private long callsWritten;
    private long lastAt;
    private String trouble = "";

    /**
     * Opens a file.
     *
     * @throws TraceFailure if it cannot be written at all
     */
    TraceFile(Path path, TraceFormat format) {
        this(path, format, PartFile.open(path));
    }

    TraceFile(Path path, TraceFormat format, Storage storage) {
        this.path = path;
        this.storage = storage;
        this.encoder = format.encoder();
        encoder.begin(text);
        flush();
    }

    void add(TraceEvent event) {
        lastAt = Math.max(lastAt, event.atNanos());
        switch (event) {
            case TraceEvent.Call call -> {
                calls++;
                encoder.call(call, text);
            }
            case TraceEvent.Note note -> encoder.note(note, text);
            case TraceEvent.End end -> {
                // Every file writes its own.
            }
        }
        if (text.length() >= FLUSH_CHARS) {
            flush();
        }
    }

    /** Writes what there is, with an ending. */
    void flush() {
        if (trouble.isEmpty()) {
            byte[] piece = text.toString().getBytes(StandardCharsets.UTF_8);
            writeWith(piece, ending(calls, 0, ""));
            if (trouble.isEmpty()) {
                callsWritten = calls;
            }
        }
        text.setLength(0);
    }

    private byte[] ending(long written, long lost, String words) {
        StringBuilder end = new StringBuilder();
        encoder.end(new TraceEvent.End(lastAt, written, lost, words), end);
        return end.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writeWith(byte[] piece, byte[] ending) {
        ByteBuffer both = ByteBuffer.allocate(piece.length + ending.length);
        both.put(piece).put(ending).flip();
        try {
            writeAll(both, position);
            position += piece.length;
            lastEnding = ending;
            storage.truncate(position + ending.length);
        } catch (IOException full) {
            trouble = "the trace ends early: " + full.getMessage();
            putEndingBack();
        }
    }

    private void putEndingBack() {
        try {
            writeAll(ByteBuffer.wrap(lastEnding), position);
            storage.truncate(position + lastEnding.length);
        } catch (IOException hopeless) {
            trouble = trouble + " (and its ending may be torn)";
        }
    }

    private void writeAll(ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += storage.write(bytes, next);
        }
    }

    /** What went wrong, in words; empty if nothing did. */
    String trouble() {
        return trouble;
    }

    /** Calls that are in the file. */
    long calls() {
        return callsWritten;
    }

    /**
     * Writes the rest, and how many calls are missing, and gives the file its name.
     *
     * @throws TraceFailure if the disk was full: the file is whole, but ends early
     */
    void finish(long lost) {
        flush();
        if (trouble.isEmpty()) {
            writeWith(new byte[0], ending(calls, lost, ""));
        }
        try {
            storage.finish();
        } catch (IOException refused) {
            throw TraceFailure.write(path, refused);
        }
        if (!trouble.isEmpty()) {
            throw TraceFailure.endsEarly(path, callsWritten, trouble);
        }
    }

    @Override
    public void close() {
        try {
            storage.close();
        } catch (IOException ignored) {
            // What counts was told by finish().
        }
    }
}
