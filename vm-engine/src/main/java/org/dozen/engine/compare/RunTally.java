// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a run made which host calls.
 *
 * @param name of the run, for people
 * @param counts by the name of the call, none of them zero
 */
public record RunTally(String name, Map<String, Long> counts) {
    public RunTally {
        counts = Map.copyOf(counts);
    }

    /** Of a machine's run, by its report. */
    public static RunTally of(String name, HostCallSnapshot calls) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (HostCallCount row : calls.rows()) {
            if (row.count() > 0) {
                counts.put(row.call().name(), row.count());
            }
        }
        return new RunTally(name, counts);
    }

    /** Different calls. */
    public int distinct() {
        return counts.size();
    }

    /** All calls. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How often one was made. */
    public long count(String call) {
        return Optional.ofNullable(counts.get(call)).orElse(0L);
    }
}
