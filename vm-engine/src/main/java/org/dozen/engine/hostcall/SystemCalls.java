// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Names and arguments of all system calls of Linux on x86-64, from {@code system_calls.tsv}. */
public final class SystemCalls {
    /** Numbers with this bit are those of the x32 interface. */
    private static final int X32_BIT = 0x40000000;

    private static final Map<Integer, Entry> BY_NUMBER = read();

    private SystemCalls() {}

    /** The name of a call, or {@code call NUMBER} if no kernel has it. */
    public static String name(int number) {
        Entry entry = BY_NUMBER.get(number);
        if (entry != null) {
            return entry.name();
        }
        Entry x32 = BY_NUMBER.get(number ^ X32_BIT);
        return x32 != null ? "x32 " + x32.name() : "call " + Integer.toUnsignedString(number);
    }

    /** Whether a kernel has a call of this number. */
    public static boolean exists(int number) {
        return BY_NUMBER.containsKey(number);
    }

    /** All numbers that have a name. */
    public static List<Integer> numbers() {
        return BY_NUMBER.keySet().stream().sorted().toList();
    }

    /** The number of a call by its name; empty if no kernel has it. */
    public static OptionalInt number(String name) {
        return BY_NUMBER.entrySet().stream()
                .filter(each -> each.getValue().name().equals(name))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** How the arguments of a call are shown; empty if the table does not describe them. */
    static Optional<List<Argument>> arguments(int number) {
        Entry entry = BY_NUMBER.get(number);
        return entry == null ? Optional.empty() : entry.arguments();
    }

    /** One sentence for people: what a refused call would have meant. */
    public static String meaning(int number) {
        Entry entry = BY_NUMBER.get(number);
        if (entry == null) {
            return "No such call is known: it was a probe, or meant for another kernel.";
        }
        boolean oneOfTheTwelve =
                TheTwelve.list().stream().anyMatch(call -> call.number() == number);
        String tried = "It tried to " + entry.meaning() + ".";
        return oneOfTheTwelve
                ? tried + " The call is one of the twelve, but not with these arguments."
                : tried;
    }

    private static Map<Integer, Entry> read() {
        Map<Integer, Entry> entries = new HashMap<>();
        for (List<String> fields : TabSeparated.resource("system_calls.tsv", 4)) {
            Entry entry = new Entry(fields.get(1), described(fields.get(2)), fields.get(3));
            entries.put(Integer.parseInt(fields.get(0)), entry);
        }
        return Map.copyOf(entries);
    }

    private static Optional<List<Argument>> described(String field) {
        return switch (field) {
            case "?" -> Optional.empty();
            case "-" -> Optional.of(List.of());
            default ->
                    Optional.of(Arrays.stream(field.split(" ", -1)).map(Argument::parse).toList());
        };
    }

    private record Entry(String name, Optional<List<Argument>> arguments, String meaning) {}

    /** An argument: what it is called and how to show it. */
    record Argument(String name, String kind) {
        static Argument parse(String word) {
            int colon = word.indexOf(':');
            return colon < 0
                    ? new Argument(word, "number")
                    : new Argument(word.substring(0, colon), word.substring(colon + 1));
        }
    }
}
