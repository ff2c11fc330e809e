// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Host calls that another sandbox allows, as it publishes them; from {@code published_lists.tsv}.
 *
 * @param name whose
 * @param count how many calls are allowed
 * @param calls their names; empty if only the number is known here
 * @param source where it is written
 */
public record PublishedList(String name, int count, List<String> calls, String source) {
    private static final String TABLE = "published_lists.tsv";

    public PublishedList {
        calls = List.copyOf(calls);
    }

    /** All lists, the shortest first. */
    public static List<PublishedList> all() {
        try (InputStream in = PublishedList.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its table " + TABLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(PublishedList::parse)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("the table " + TABLE + " cannot be read", broken);
        }
    }

    private static PublishedList parse(String line) {
        List<String> fields = Arrays.asList(line.split("\t", -1));
        String calls = fields.get(2);
        return new PublishedList(
                fields.get(0),
                Integer.parseInt(fields.get(1)),
                calls.isEmpty() ? List.of() : Arrays.asList(calls.split(" ", -1)),
                fields.get(3));
    }

    /** Calls that it allows and we do not, in its order; empty if its calls are not known. */
    public List<String> beyondTheTwelve() {
        Set<String> ours = new HashSet<>();
        TheTwelve.list().stream().map(HostCall::name).forEach(ours::add);
        return calls.stream().filter(call -> !ours.contains(call)).toList();
    }
}
