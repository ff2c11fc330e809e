// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Formats that a trace can be written in. */
public enum TraceFormat {
    /** One line a call, for spreadsheets (RFC 4180). Can be read again. */
    CSV("csv", "csv"),
    /** One JSON object a line. Can be read again. */
    JSON_LINES("jsonl", "jsonl ndjson"),
    /** Lines as strace writes them. */
    STRACE("strace", "strace txt log"),
    /** Chrome's trace events: opens in ui.perfetto.dev and chrome://tracing. */
    PERFETTO("perfetto", "json perfetto");

    private final String label;
    private final String extensions;

    TraceFormat(String label, String extensions) {
        this.label = label;
        this.extensions = extensions;
    }

    /** Its name on the command line. */
    public String label() {
        return label;
    }

    /** The usual extension of a file of this format, without the dot. */
    public String extension() {
        return extensions.split(" ", 2)[0];
    }

    /** Whether a file of this format can be read again, for converting. */
    public boolean readable() {
        return this == CSV || this == JSON_LINES;
    }

    /** The format that a file's extension stands for. */
    public static Optional<TraceFormat> of(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(format ->
                        Arrays.asList(format.extensions.split(" ", -1)).contains(extension))
                .findFirst();
    }

    /** The format of a name as on the command line. */
    public static Optional<TraceFormat> named(String label) {
        return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
    }

    TraceEncoder encoder() {
        return switch (this) {
            case CSV -> new CsvEncoder();
            case JSON_LINES -> new JsonLinesEncoder();
            case STRACE -> new StraceEncoder();
            case PERFETTO -> new PerfettoEncoder();
        };
    }
}
