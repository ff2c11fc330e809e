// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which records to show. A value; an empty part lets everything through. Written as words for a
 * search field, joined by "and": {@code call=pread64,pwrite64 fd=disk0 result=error time>1ms
 * getdents}; a word of no such kind is looked for in the line.
 *
 * @param calls names of calls, empty = all
 * @param descriptor number of a descriptor
 * @param outcome by result
 * @param atLeast least duration
 * @param atMost greatest duration; an hour or more = any
 * @param text in lower case, found anywhere in the line; empty = any
 */
public record HostCallFilter(
        Set<String> calls,
        OptionalInt descriptor,
        Outcome outcome,
        Duration atLeast,
        Duration atMost,
        String text)
        implements Predicate<HostCallRecord> {
    private static final Duration ANY_LENGTH = Duration.ofHours(1);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ns|us|ms|s)");
    private static final Pattern DISK = Pattern.compile("disk([0-7])");
    private static final int FIRST_DISK = 4;

    /** Lets everything through. */
    public static final HostCallFilter ALL =
            new HostCallFilter(
                    Set.of(), OptionalInt.empty(), Outcome.ANY, Duration.ZERO, ANY_LENGTH, "");

    /** How a call ended. */
    public enum Outcome {
        ANY,
        SUCCESS,
        ERROR
    }

    public HostCallFilter {
        calls = Set.copyOf(calls);
        text = text.toLowerCase(Locale.ROOT);
    }

    /**
     * A filter from words.
     *
     * @throws IllegalArgumentException with a sentence for people if a word cannot be understood
     */
    public static HostCallFilter parse(String words) {
        HostCallFilter filter = ALL;
        for (String word : words.strip().split("\\s+", -1)) {
            filter = filter.with(word);
        }
        return filter;
    }

    private HostCallFilter with(String word) {
        if (word.startsWith("call=")) {
            return withCalls(named(word.substring(5)));
        }
        if (word.startsWith("fd=")) {
            return withDescriptor(OptionalInt.of(descriptorOf(word.substring(3))));
        }
        if (word.startsWith("result=")) {
            return withOutcome(outcomeOf(word.substring(7)));
        }
        if (word.startsWith("time>")) {
            return withTimes(durationOf(word.substring(5)), atMost);
        }
        if (word.startsWith("time<")) {
            return withTimes(atLeast, durationOf(word.substring(5)));
        }
        return word.isEmpty() ? this : withText((text + " " + word).strip());
    }

    public HostCallFilter withCalls(Set<String> some) {
        return new HostCallFilter(some, descriptor, outcome, atLeast, atMost, text);
    }

    public HostCallFilter withDescriptor(OptionalInt one) {
        return new HostCallFilter(calls, one, outcome, atLeast, atMost, text);
    }

    public HostCallFilter withOutcome(Outcome one) {
        return new HostCallFilter(calls, descriptor, one, atLeast, atMost, text);
    }

    public HostCallFilter withTimes(Duration least, Duration most) {
        return new HostCallFilter(calls, descriptor, outcome, least, most, text);
    }

    public HostCallFilter withText(String some) {
        return new HostCallFilter(calls, descriptor, outcome, atLeast, atMost, some);
    }

    @Override
    public boolean test(HostCallRecord record) {
        return (calls.isEmpty() || calls.contains(record.call().name()))
                && testDescriptor(record)
                && testOutcome(record.result())
                && record.durationNanos() >= atLeast.toNanos()
                && (atMost.compareTo(ANY_LENGTH) >= 0 || record.durationNanos() <= atMost.toNanos())
                && testText(record);
    }

    private boolean testDescriptor(HostCallRecord record) {
        return descriptor.isEmpty()
                || ArgumentDigest.descriptor(record.call(), record.argument()).equals(descriptor);
    }

    private boolean testOutcome(int result) {
        return switch (outcome) {
            case ANY -> true;
            case SUCCESS -> result >= 0;
            case ERROR -> result < 0;
        };
    }

    /** The dearest test, so it comes last. */
    private boolean testText(HostCallRecord record) {
        return text.isEmpty()
                || HostCallLine.of(record).text().toLowerCase(Locale.ROOT).contains(text);
    }

    private static Set<String> named(String list) {
        Set<String> names = new HashSet<>();
        for (String name : list.split(",", -1)) {
            if (TheTwelve.list().stream().map(HostCall::name).noneMatch(name::equals)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is not one of the twelve host calls.");
            }
            names.add(name);
        }
        return names;
    }

    private static int descriptorOf(String word) {
        Matcher disk = DISK.matcher(word);
        if (disk.matches()) {
            return FIRST_DISK + Integer.parseInt(disk.group(1));
        }
        if (!word.matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "\"" + word + "\" is no descriptor: give a number or disk0 to disk7.");
        }
        return Integer.parseInt(word);
    }

    private static Outcome outcomeOf(String word) {
        Optional<Outcome> found =
                Arrays.stream(Outcome.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst();
        return found.orElseThrow(() ->
                new IllegalArgumentException(
                        "\"" + word + "\" is no result: give any, success or error."));
    }

    private static Duration durationOf(String word) {
        Matcher parts = DURATION.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + word + "\" is no duration: give one like 20us, 5ms or 1s.");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ns" -> Duration.ofNanos(number);
            case "us" -> Duration.ofNanos(number * 1000);
            case "ms" -> Duration.ofMillis(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
