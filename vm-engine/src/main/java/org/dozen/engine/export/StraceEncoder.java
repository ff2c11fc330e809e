// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.trace.HostCallLine;

/** Lines as {@code strace -f -r} writes them: guest process, seconds since the start, call. */
final class StraceEncoder implements TraceEncoder {
    private static final long SECOND = 1_000_000_000L;

    @Override
    public void begin(StringBuilder to) {
        // strace writes no heading.
    }

    @Override
    public void call(TraceEvent.Call call, StringBuilder to) {
        to.append(Integer.toUnsignedString(call.record().guestPid())).append(' ');
        seconds(call.atNanos(), to);
        to.append(' ').append(HostCallLine.of(call.record()).text()).append('\n');
    }

    @Override
    public void note(TraceEvent.Note note, StringBuilder to) {
        to.append("0 ");
        seconds(note.atNanos(), to);
        to.append(" --- ").append(note.kind()).append(": ").append(note.text()).append(" ---\n");
    }

    @Override
    public void end(TraceEvent.End end, StringBuilder to) {
        to.append("0 ");
        seconds(end.atNanos(), to);
        to.append(" +++ ").append(end.calls()).append(" host calls, ");
        to.append(end.lost()).append(" not in this trace");
        if (!end.trouble().isEmpty()) {
            to.append("; ").append(end.trouble());
        }
        to.append(" +++\n");
    }

    private static void seconds(long nanos, StringBuilder to) {
        long positive = Math.max(0, nanos);
        String fraction = Long.toString(SECOND + positive % SECOND);
        to.append(positive / SECOND).append('.').append(fraction, 1, fraction.length());
    }
}
