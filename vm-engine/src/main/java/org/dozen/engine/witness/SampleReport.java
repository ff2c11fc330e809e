// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a burst of ptrace saw.
 *
 * @param wanted how many host calls were to be watched
 * @param hostCalls how many were: one of the twelve, from the gate
 * @param refused calls from the gate that are none of the twelve; the filter refuses them
 * @param guestCalls calls from elsewhere: guest calls, which the filter sends back
 * @param counts host calls by row of the table
 * @param strangers what should not be, for people; at most ten
 * @param took how long the machine was watched
 * @param when it ended
 * @param unavailable why it could not be done, empty if it could
 */
public record SampleReport(
        int wanted,
        int hostCalls,
        int refused,
        int guestCalls,
        List<Integer> counts,
        List<String> strangers,
        Duration took,
        Instant when,
        String unavailable) {
    public SampleReport {
        counts = List.copyOf(counts);
        strangers = List.copyOf(strangers);
    }

    /** What the witness says. */
    public Testimony testimony() {
        if (!unavailable.isEmpty()) {
            return new Testimony(Witness.SAMPLE, Testimony.Verdict.UNAVAILABLE, unavailable, when);
        }
        if (!strangers.isEmpty()) {
            return new Testimony(
                    Witness.SAMPLE,
                    Testimony.Verdict.CONTRADICTS,
                    "Not every call is one that was allowed: " + strangers.getFirst() + ".",
                    when);
        }
        if (hostCalls == 0) {
            return new Testimony(
                    Witness.SAMPLE,
                    Testimony.Verdict.NOT_ASKED,
                    "The machine made no host call while it was watched.",
                    when);
        }
        String refusals =
                refused == 0 ? "" : " " + refused + " others at the gate were to be refused.";
        return new Testimony(
                Witness.SAMPLE,
                Testimony.Verdict.CONFIRMS,
                hostCalls
                        + " host calls in a row were watched: each came from the gate and is one of"
                        + " the twelve."
                        + refusals,
                when);
    }
}
