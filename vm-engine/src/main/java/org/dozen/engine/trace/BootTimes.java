// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * When the milestones of a boot were reached, counted from the moment the start was asked for.
 * Times after {@link Milestone#ENTRY} are the machine's own report, on the host's monotonic clock.
 *
 * @param reached the milestones reached so far, in order
 */
public record BootTimes(Map<Milestone, Duration> reached) {
    public BootTimes {
        reached = Map.copyOf(reached);
    }

    /** Before the first run. */
    public static BootTimes none() {
        return new BootTimes(Map.of());
    }

    /** Time from the start to a milestone, empty if it was not reached. */
    public Optional<Duration> to(Milestone milestone) {
        return Optional.ofNullable(reached.get(milestone));
    }
}
