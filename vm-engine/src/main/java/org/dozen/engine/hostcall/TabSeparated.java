// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads our tables: fields separated by tabs, lines that begin with a hash are for people. */
final class TabSeparated {
    private TabSeparated() {}

    /**
     * The lines of a table of this package.
     *
     * @param fields how many a line must have at least
     */
    static List<List<String>> resource(String name, int fields) {
        try (InputStream in = TabSeparated.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\t", -1)))
                    .peek(line -> require(name, line, fields))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("the table " + name + " cannot be read", broken);
        }
    }

    private static void require(String name, List<String> line, int fields) {
        if (line.size() < fields) {
            throw new IllegalStateException(name + ": too few fields: " + line);
        }
    }
}
