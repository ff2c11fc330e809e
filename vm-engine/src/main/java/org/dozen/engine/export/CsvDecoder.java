// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallRecord;

import java.util.ArrayList;
import java.util.List;

/** Reads what {@link CsvEncoder} writes. */
final class CsvDecoder implements TraceReader.LineDecoder {
    private static final int FIELDS = 11;

    @Override
    public List<TraceEvent> decode(String line, long number) {
        if (number == 1) {
            if (!line.equals(CsvEncoder.HEADER)) {
                throw new IllegalArgumentException("the heading is not that of a trace");
            }
            return List.of();
        }
        List<String> fields = fields(line);
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException(
                    "there are " + fields.size() + " fields instead of " + FIELDS);
        }
        String kind = fields.get(0);
        long at = Long.parseLong(fields.get(2));
        return switch (kind) {
            case "call" -> List.of(new TraceEvent.Call(record(fields, at)));
            case "end" ->
                    List.of(
                            new TraceEvent.End(
                                    at,
                                    Long.parseLong(fields.get(1)),
                                    Long.parseLong(fields.get(7)),
                                    fields.get(10)));
            default -> List.of(new TraceEvent.Note(at, kind, fields.get(10)));
        };
    }

    private static HostCallRecord record(List<String> fields, long at) {
        return new HostCallRecord(
                Long.parseLong(fields.get(1)),
                TheTwelve.named(fields.get(4)),
                at,
                Long.parseLong(fields.get(3)),
                digest(fields.get(6)),
                Integer.parseInt(fields.get(7)),
                Integer.parseInt(fields.get(8)),
                Integer.parseInt(fields.get(9)));
    }

    /** Reads a digest. */
    static long digest(String word) {
        if (!word.startsWith("0x")) {
            throw new IllegalArgumentException("\"" + word + "\" is no digest");
        }
        return Long.parseUnsignedLong(word.substring(2), 16);
    }

    /** Takes a line apart by RFC 4180. */
    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
