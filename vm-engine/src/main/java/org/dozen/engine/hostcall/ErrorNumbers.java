// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and words of the error numbers of Linux on x86-64, from {@code error_numbers.tsv}. */
public final class ErrorNumbers {
    private static final Map<Integer, Entry> BY_NUMBER = read();

    private ErrorNumbers() {}

    /**
     * An error for people, as strace writes it: {@code EAGAIN (Resource temporarily unavailable)}.
     *
     * @param number positive
     */
    public static String describe(int number) {
        Entry entry = BY_NUMBER.get(number);
        return entry == null
                ? "error " + Integer.toUnsignedString(number)
                : entry.name() + " (" + entry.words() + ")";
    }

    /** The name of an error number, empty if there is none of that number. */
    public static Optional<String> name(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number)).map(Entry::name);
    }

    private static Map<Integer, Entry> read() {
        Map<Integer, Entry> entries = new HashMap<>();
        for (List<String> fields : TabSeparated.resource("error_numbers.tsv", 3)) {
            entries.put(Integer.parseInt(fields.get(0)), new Entry(fields.get(1), fields.get(2)));
        }
        return Map.copyOf(entries);
    }

    private record Entry(String name, String words) {}
}
