// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallRecord;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link JsonLinesEncoder} writes. */
final class JsonLinesDecoder implements TraceReader.LineDecoder {
    private final JsonFactory json = new JsonFactory();

    @Override
    public List<TraceEvent> decode(String line, long number) {
        Map<String, String> fields = fields(line);
        String kind = need(fields, "kind");
        if (number == 1 && !kind.equals("trace")) {
            throw new IllegalArgumentException("it does not begin as a trace");
        }
        return switch (kind) {
            case "trace" -> List.of();
            case "call" -> List.of(new TraceEvent.Call(record(fields)));
            case "end" ->
                    List.of(
                            new TraceEvent.End(
                                    number(fields, "at"),
                                    number(fields, "calls"),
                                    number(fields, "lost"),
                                    need(fields, "trouble")));
            default ->
                    List.of(new TraceEvent.Note(number(fields, "at"), kind, need(fields, "text")));
        };
    }

    private static HostCallRecord record(Map<String, String> fields) {
        return new HostCallRecord(
                number(fields, "sequence"),
                TheTwelve.named(need(fields, "call")),
                number(fields, "at"),
                number(fields, "nanos"),
                CsvDecoder.digest(need(fields, "digest")),
                Math.toIntExact(number(fields, "result")),
                Math.toIntExact(number(fields, "guestPid")),
                Math.toIntExact(number(fields, "guestCall")));
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(need(fields, name));
    }

    private static String need(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }
        return value;
    }

    /** The fields of an object that holds no other object. */
    private Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    throw new IllegalArgumentException("\"" + name + "\" is no single value");
                }
                fields.put(name, parser.getString());
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IllegalArgumentException("the JSON object does not end");
            }
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("it is no JSON object", wrong);
        }
        return fields;
    }
}
