// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.trace.ArgumentDigest;
import org.dozen.engine.trace.HostCallRecord;

/** One JSON object a line. */
final class JsonLinesEncoder implements TraceEncoder {
    @Override
    public void begin(StringBuilder to) {
        to.append("{\"kind\":\"trace\",\"program\":\"dozen\",\"version\":1}\n");
    }

    @Override
    public void call(TraceEvent.Call call, StringBuilder to) {
        HostCallRecord record = call.record();
        to.append("{\"kind\":\"call\",\"sequence\":").append(record.sequence());
        to.append(",\"at\":").append(record.startNanos());
        to.append(",\"nanos\":").append(record.durationNanos());
        to.append(",\"call\":\"").append(record.call().name()).append("\",\"arguments\":");
        TraceEncoder.quote(ArgumentDigest.words(record.call(), record.argument()), to);
        to.append(",\"digest\":\"");
        TraceEncoder.hex(record.argument(), to);
        to.append("\",\"result\":").append(record.result());
        to.append(",\"guestPid\":").append(record.guestPid());
        to.append(",\"guestCall\":").append(record.guestCall()).append("}\n");
    }

    @Override
    public void note(TraceEvent.Note note, StringBuilder to) {
        to.append("{\"kind\":");
        TraceEncoder.quote(note.kind(), to);
        to.append(",\"at\":").append(note.atNanos()).append(",\"text\":");
        TraceEncoder.quote(note.text(), to);
        to.append("}\n");
    }

    @Override
    public void end(TraceEvent.End end, StringBuilder to) {
        to.append("{\"kind\":\"end\",\"at\":").append(end.atNanos());
        to.append(",\"calls\":").append(end.calls());
        to.append(",\"lost\":").append(end.lost()).append(",\"trouble\":");
        TraceEncoder.quote(end.trouble(), to);
        to.append("}\n");
    }
}
