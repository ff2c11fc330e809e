// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.failure;

import java.io.IOException;
import java.nio.file.Path;

/** A trace cannot be written or read. */
public final class TraceFailure extends EngineFailure {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** The file cannot be written. */
        WRITE,
        /** The file is whole but ends early. */
        ENDS_EARLY,
        /** The file cannot be read, or is no trace. */
        READ
    }

    private final Reason reason;

    private TraceFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** The file cannot be written at all. */
    public static TraceFailure write(Path file, IOException cause) {
        return with(
                Reason.WRITE, "The trace " + file + " cannot be written: " + words(cause), cause);
    }

    /** The file cannot be read. */
    public static TraceFailure read(Path file, IOException cause) {
        return with(Reason.READ, "The trace " + file + " cannot be read: " + words(cause), cause);
    }

    /** The file is no trace, or a damaged one. */
    public static TraceFailure notATrace(Path file, long line, String why) {
        return new TraceFailure(
                Reason.READ, "The file " + file + " is no trace: line " + line + ": " + why + ".");
    }

    /** The disk was full. */
    public static TraceFailure endsEarly(Path file, long calls, String why) {
        return new TraceFailure(
                Reason.ENDS_EARLY,
                "The trace "
                        + file
                        + " is whole but has only the first "
                        + calls
                        + " calls: "
                        + why
                        + ".");
    }

    private static TraceFailure with(Reason reason, String sentence, IOException cause) {
        TraceFailure failure = new TraceFailure(reason, sentence + ".");
        failure.initCause(cause);
        return failure;
    }

    private static String words(IOException cause) {
        String said = cause.getMessage();
        return cause instanceof java.nio.file.NoSuchFileException
                ? "there is no such file or folder"
                : said == null ? cause.getClass().getSimpleName() : said;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String reasonName() {
        return reason.name();
    }
}
