// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Refused calls of one run, counted by kind. Bounded whatever the guest does: a call that comes
 * with ever new arguments is counted under one kind after a while, and so are ever new calls.
 * Thread-safe.
 */
public final class RefusedCalls {
    private static final int MOST_KINDS_PER_NUMBER = 16;
    private static final int MOST_KINDS = 1000;
    private static final String VARIOUS = "various arguments";

    private final Map<Kind, RefusedCall> kinds = new LinkedHashMap<>();
    private final Map<Integer, Integer> kindsPerNumber = new HashMap<>();
    private long total;

    /**
     * Counts one refused call.
     *
     * @return the kind it belongs to, with its new count
     */
    public synchronized RefusedCall add(Attempt attempt, Instant when) {
        total++;
        Kind kind = kindOf(attempt);
        RefusedCall known = kinds.get(kind);
        RefusedCall now =
                new RefusedCall(
                        kind.number(),
                        kind.number() == Kind.OTHERS ? "others" : SystemCalls.name(kind.number()),
                        kind.arguments(),
                        attempt.address(),
                        attempt.guestPid(),
                        attempt.guestName(),
                        SystemCalls.meaning(attempt.number()),
                        known == null ? 1 : known.count() + 1,
                        known == null ? when : known.first(),
                        when);
        kinds.put(kind, now);
        return now;
    }

    private Kind kindOf(Attempt attempt) {
        Kind exact = new Kind(attempt.number(), attempt.arguments(), attempt.address());
        if (kinds.containsKey(exact)) {
            return exact;
        }
        if (kinds.size() >= MOST_KINDS) {
            return new Kind(Kind.OTHERS, VARIOUS, 0);
        }
        int before = kindsPerNumber.merge(attempt.number(), 1, Integer::sum) - 1;
        return before < MOST_KINDS_PER_NUMBER ? exact : new Kind(attempt.number(), VARIOUS, 0);
    }

    /** All kinds so far, the oldest first. */
    public synchronized List<RefusedCall> list() {
        return List.copyOf(new ArrayList<>(kinds.values()));
    }

    /** All refused calls so far. */
    public synchronized long total() {
        return total;
    }

    /**
     * One refused call.
     *
     * @param arguments decoded for people
     * @param address address after the instruction
     */
    public record Attempt(
            int number, String arguments, long address, int guestPid, String guestName) {}

    private record Kind(int number, String arguments, long address) {
        static final int OTHERS = Integer.MIN_VALUE;
    }
}
