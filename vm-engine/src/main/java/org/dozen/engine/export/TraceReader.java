// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.failure.TraceFailure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads traces back, an event at a time, in memory that does not grow with the file. */
public final class TraceReader {
    private static final int MOST_LINE = 64 * 1024;

    private TraceReader() {}

    /**
     * Reads a trace.
     *
     * @param format one that is {@link TraceFormat#readable()}
     * @param to is given each event in the order of the file, the end as the last
     * @throws TraceFailure if it cannot be read, with the line that is wrong
     */
    public static void read(Path file, TraceFormat format, Consumer<TraceEvent> to) {
        if (!format.readable()) {
            throw TraceFailure.notATrace(
                    file, 1, "traces can be read as csv or jsonl only, not as " + format.label());
        }
        // What is no text is shown as such, not thrown.
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            read(file, format, lines, to);
        } catch (IOException broken) {
            throw TraceFailure.read(file, broken);
        }
    }

    private static void read(
            Path file, TraceFormat format, BufferedReader lines, Consumer<TraceEvent> to)
            throws IOException {
        LineDecoder decoder = format == TraceFormat.CSV ? new CsvDecoder() : new JsonLinesDecoder();
        long number = 0;
        boolean ended = false;
        while (true) {
            String line = nextLine(lines);
            if (line.isEmpty()) {
                break;
            }
            number++;
            try {
                for (TraceEvent event : decoder.decode(line.strip(), number)) {
                    to.accept(event);
                    ended = event instanceof TraceEvent.End;
                }
            } catch (IllegalArgumentException wrong) {
                throw TraceFailure.notATrace(file, number, words(wrong));
            }
        }
        if (!ended) {
            throw TraceFailure.notATrace(file, number, "the end is missing, so it is not whole");
        }
    }

    private static String words(IllegalArgumentException wrong) {
        String said = wrong.getMessage();
        String line = said == null ? "cannot be understood" : said.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    /** A line with its end, no longer than a line of a trace can be; empty at the end. */
    private static String nextLine(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = lines.read();
        while (next >= 0 && line.length() < MOST_LINE) {
            line.append((char) next);
            if (next == '\n') {
                break;
            }
            next = lines.read();
        }
        return line.toString();
    }

    /** Turns a line into events. */
    interface LineDecoder {
        /**
         * A line.
         *
         * @throws IllegalArgumentException with words for people if it is none of a trace
         */
        Iterable<TraceEvent> decode(String line, long number);
    }
}
