// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The twelve, read from {@code host_calls.tsv}, the same file that the filter is made from. */
public final class TheTwelve {
    private static final List<HostCall> ROWS = read();

    private TheTwelve() {}

    /** All of them, in the order of the rows. */
    public static List<HostCall> list() {
        return ROWS;
    }

    /** One of them. */
    public static HostCall ofRow(int row) {
        return ROWS.get(row);
    }

    /**
     * One of them, by its name in the host kernel.
     *
     * @throws IllegalArgumentException if it is not one of the twelve
     */
    public static HostCall named(String name) {
        return ROWS.stream()
                .filter(call -> call.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static List<HostCall> read() {
        List<HostCall> rows = new ArrayList<>();
        for (List<String> fields : TabSeparated.resource("host_calls.tsv", 6)) {
            rows.add(
                    new HostCall(
                            rows.size(),
                            Integer.parseInt(fields.get(0)),
                            fields.get(1),
                            fields.get(2).equals("-")
                                    ? List.of()
                                    : Arrays.asList(fields.get(2).split(",", -1)),
                            fields.get(3),
                            fields.get(4),
                            Arrays.asList(fields.get(5).split(" ", -1))));
        }
        if (rows.isEmpty() || rows.size() > 12) {
            throw new IllegalStateException("host_calls.tsv has " + rows.size() + " calls");
        }
        return List.copyOf(rows);
    }
}
