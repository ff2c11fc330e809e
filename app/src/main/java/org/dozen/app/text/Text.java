// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The program's words. A test holds the keys in the sources and in {@code messages.properties}
 * equal.
 */
public final class Text {
    static final String RESOURCE = "messages.properties";

    private static final Map<String, String> WORDS = read();

    private Text() {}

    /**
     * The words of a key.
     *
     * @param key as in {@code messages.properties}
     * @param values what stands for {@code {0}}, {@code {1}} and so on
     */
    public static String of(String key, Object... values) {
        String words = WORDS.get(key);
        if (words == null) {
            throw new IllegalArgumentException("no words for the key " + key);
        }
        for (int i = 0; i < values.length; i++) {
            words = words.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return words;
    }

    /** One of two keys: the first for exactly one thing. {@code {0}} is the count. */
    public static String count(String one, String many, long count) {
        return count == 1 ? of(one, Figures.count(count)) : of(many, Figures.count(count));
    }

    private static Map<String, String> read() {
        try (InputStream in = Text.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program's words are missing: " + RESOURCE);
            }
            Properties read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> words = new TreeMap<>();
            read.forEach((key, value) -> words.put((String) key, (String) value));
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
