// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.trace.ArgumentDigest;
import org.dozen.engine.trace.HostCallRecord;

/** Comma-separated values with a header, by RFC 4180. */
final class CsvEncoder implements TraceEncoder {
    static final String HEADER =
            "kind,sequence,at_ns,duration_ns,call,arguments,digest,result,guest_pid,guest_call,text";

    @Override
    public void begin(StringBuilder to) {
        to.append(HEADER).append("\r\n");
    }

    @Override
    public void call(TraceEvent.Call call, StringBuilder to) {
        HostCallRecord record = call.record();
        to.append("call,").append(record.sequence()).append(',');
        to.append(record.startNanos()).append(',').append(record.durationNanos()).append(',');
        to.append(record.call().name()).append(',');
        quote(ArgumentDigest.words(record.call(), record.argument()), to);
        to.append(',');
        TraceEncoder.hex(record.argument(), to);
        to.append(',').append(record.result()).append(',').append(record.guestPid());
        to.append(',').append(record.guestCall()).append(",\r\n");
    }

    @Override
    public void note(TraceEvent.Note note, StringBuilder to) {
        to.append(note.kind()).append(",,").append(note.atNanos()).append(",,,,,,,,");
        quote(note.text(), to);
        to.append("\r\n");
    }

    @Override
    public void end(TraceEvent.End end, StringBuilder to) {
        to.append("end,").append(end.calls()).append(',').append(end.atNanos());
        to.append(",,,,,").append(end.lost()).append(",,,");
        quote(end.trouble(), to);
        to.append("\r\n");
    }

    private static void quote(String text, StringBuilder to) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        if (plain) {
            to.append(text);
        } else {
            to.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
