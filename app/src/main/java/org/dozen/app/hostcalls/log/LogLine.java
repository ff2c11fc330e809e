// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.app.text.Text;
import org.dozen.engine.history.Mark;
import org.dozen.engine.hostcall.SystemCalls;
import org.dozen.engine.trace.HostCallLine;
import org.dozen.engine.trace.HostCallRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the log in pieces of one ink each: when, the call in strace's manner, and who asked for
 * it.
 */
record LogLine(List<Piece> pieces) {
    private static final int MICROS = 6;
    private static final int WIDE = 10;
    private static final int PIECES = 5;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    /** A piece of a line. */
    record Piece(String text, LogInk ink) {}

    LogLine {
        pieces = List.copyOf(pieces);
    }

    static LogLine of(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Call call -> of(call.atNanos(), call.record());
            case LogEntry.Event event -> of(event.mark());
        };
    }

    private static LogLine of(long atNanos, HostCallRecord record) {
        HostCallLine line = HostCallLine.of(record);
        List<Piece> pieces = new ArrayList<>(PIECES);
        pieces.add(new Piece(time(atNanos), LogInk.FAINT));
        pieces.add(new Piece(line.name(), LogInk.call(record.call().row())));
        String arguments = "(" + line.arguments() + ") = ";
        LogInk ink = result(record.result());
        // As few pieces as there are inks: each of them costs when ten thousand lines come a
        // second.
        if (ink.equals(LogInk.PLAIN)) {
            pieces.add(new Piece(arguments + line.result(), ink));
        } else {
            pieces.add(new Piece(arguments, LogInk.PLAIN));
            pieces.add(new Piece(line.result(), ink));
        }
        pieces.add(new Piece(" <" + line.duration() + ">" + cause(record), LogInk.QUIET));
        return new LogLine(pieces);
    }

    private static LogLine of(Mark mark) {
        LogInk ink =
                switch (mark.kind()) {
                    case MILESTONE -> LogInk.QUIET;
                    case COMMAND -> LogInk.TYPED;
                    case REFUSED, WARNING -> LogInk.BAD;
                };
        String words =
                switch (mark.kind()) {
                    case MILESTONE -> Text.of("log.event.milestone", mark.text());
                    case COMMAND -> Text.of("log.event.command", mark.text());
                    case REFUSED -> Text.of("log.event.refused", mark.text());
                    case WARNING -> Text.of("log.event.warning", mark.text());
                };
        return new LogLine(
                List.of(new Piece(time(mark.atNanos()), LogInk.FAINT), new Piece(words, ink)));
    }

    /** A call that a signal ended, or that would have had to wait, has not gone wrong. */
    private static LogInk result(int result) {
        return result >= 0
                ? LogInk.PLAIN
                : result == -EINTR || result == -EAGAIN ? LogInk.QUIET : LogInk.BAD;
    }

    /** What a text is looked for in: the call and who asked for it, without the time. */
    static String words(HostCallRecord record) {
        return HostCallLine.of(record).text() + cause(record);
    }

    /** Who asked for it: a guest process in a guest call, or the guest kernel by itself. */
    private static String cause(HostCallRecord record) {
        if (record.guestCall() < 0) {
            return "  " + Text.of("log.cause.kernel");
        }
        String name = SystemCalls.name(record.guestCall());
        return "  "
                + (record.guestPid() == 0
                        ? name
                        : Text.of("log.cause.process", name, record.guestPid()));
    }

    /** Seconds with six places, so that columns stand under each other: {@code 12.304112}. */
    static String time(long atNanos) {
        long micros = Math.max(0, atNanos) / 1000;
        StringBuilder text = new StringBuilder(WIDE + 2);
        text.append(micros / 1_000_000).append('.');
        String fraction = Long.toString(micros % 1_000_000);
        text.repeat('0', MICROS - fraction.length()).append(fraction);
        if (text.length() < WIDE) {
            text.insert(0, " ".repeat(WIDE - text.length()));
        }
        return text.append("  ").toString();
    }

    /** The whole line. */
    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
