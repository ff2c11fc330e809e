// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value that is asked by names. What is not there, or of another kind, is empty. */
public final class Json {
    private static final Json NOTHING = new Json(null);
    private static final JsonFactory FACTORY = new JsonFactory();

    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** Parses; empty if it is no JSON. */
    public static Optional<Json> parse(byte[] bytes) {
        try (JsonParser parser =
                FACTORY.createParser(
                        ObjectReadContext.empty(), new String(bytes, StandardCharsets.UTF_8))) {
            parser.nextToken();
            return Optional.of(new Json(read(parser)));
        } catch (JacksonException wrong) {
            return Optional.empty();
        }
    }

    private static @Nullable Object read(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, new Json(read(parser)));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Json> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(new Json(read(parser)));
            }
            return items;
        }
        return token == null || token == JsonToken.VALUE_NULL ? null : parser.getString();
    }

    /** A field of an object. */
    public Json get(String name) {
        Json field = value instanceof Map<?, ?> map ? (Json) map.get(name) : null;
        return field == null ? NOTHING : field;
    }

    /** Names of an object's fields. */
    public List<String> names() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Items of an array. */
    public List<Json> items() {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(Json.class::cast).toList();
    }

    /** A text; numbers and truths are texts, too. */
    public String text() {
        return value instanceof String text ? text : "";
    }

    /** The texts in an array. */
    public List<String> texts() {
        return items().stream().map(Json::text).toList();
    }

    /** A number that is not negative; 0 if it is none. */
    public long number() {
        String text = text();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    public boolean isThere() {
        return value != null;
    }
}
