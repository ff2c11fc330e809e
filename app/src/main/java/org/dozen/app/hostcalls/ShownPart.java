// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.engine.trace.HostCallCount;
import org.dozen.engine.trace.HostCallSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a run the numbers are of: all of it, or what came after a mark; and whether they
 * stand still. What is refused, lost or damaged is always said as it is now.
 */
final class ShownPart {
    private Optional<HostCallSnapshot> mark = Optional.empty();
    private Optional<HostCallSnapshot> held = Optional.empty();

    /** Counts from this moment on; numbers that stood still go on. */
    void since(HostCallSnapshot now) {
        thaw();
        mark = Optional.of(now);
    }

    /** Counts the whole run again. */
    void whole() {
        mark = Optional.empty();
    }

    /** Where counting begins, in {@link System#nanoTime()}; empty for the whole run. */
    Optional<Long> sinceNanos() {
        return mark.map(HostCallSnapshot::atNanos);
    }

    /** Holds the numbers of this moment. */
    void freeze(HostCallSnapshot now) {
        held = Optional.of(now);
    }

    void thaw() {
        held = Optional.empty();
    }

    /** Since when the numbers stand still, in {@link System#nanoTime()}; empty if they do not. */
    Optional<Long> frozenNanos() {
        return held.map(HostCallSnapshot::atNanos);
    }

    /** What is to be shown of a moment. */
    HostCallSnapshot of(HostCallSnapshot now) {
        HostCallSnapshot counted = held.orElse(now);
        if (mark.isEmpty() && held.isEmpty()) {
            return now;
        }
        HostCallSnapshot before = mark.orElse(null);
        return new HostCallSnapshot(
                now.atNanos(),
                before == null ? counted.rows() : less(counted.rows(), before.rows()),
                now.refused(),
                now.refusedTotal(),
                now.lost(),
                now.damaged(),
                counted.guestCalls() - (before == null ? 0 : before.guestCalls()),
                counted.guestTraps() - (before == null ? 0 : before.guestTraps()));
    }

    private static List<HostCallCount> less(List<HostCallCount> now, List<HostCallCount> before) {
        List<HostCallCount> rows = new ArrayList<>(now.size());
        for (int i = 0; i < now.size(); i++) {
            HostCallCount one = now.get(i);
            HostCallCount old = before.get(i);
            rows.add(
                    new HostCallCount(
                            one.call(),
                            one.count() - old.count(),
                            one.nanos() - old.nanos(),
                            one.bytes() - old.bytes(),
                            one.errors() - old.errors()));
        }
        return rows;
    }
}
