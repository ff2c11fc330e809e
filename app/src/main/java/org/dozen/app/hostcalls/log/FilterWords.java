// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Changes the words of a filter as a menu does: one part is put in place of what was there. */
final class FilterWords {
    private FilterWords() {}

    /**
     * The words with one part changed.
     *
     * @param key with its sign: {@code call=}, {@code fd=}, {@code result=}, {@code time>}
     * @param value empty to take the part away
     */
    static String with(String words, String key, String value) {
        String others =
                Arrays.stream(words.strip().split("\\s+", -1))
                        .filter(word -> !word.isEmpty() && !word.startsWith(key))
                        .collect(Collectors.joining(" "));
        return value.isEmpty() ? others : (key + value + " " + others).strip();
    }

    /** The value of a part; empty if it is not there. */
    static String value(String words, String key) {
        return Arrays.stream(words.strip().split("\\s+", -1))
                .filter(word -> word.startsWith(key))
                .map(word -> word.substring(key.length()))
                .findFirst()
                .orElse("");
    }
}
