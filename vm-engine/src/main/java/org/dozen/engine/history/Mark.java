// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

/**
 * Something that happened in a run, to be marked on its chart.
 *
 * @param kind what sort of thing
 * @param atNanos when, since the start of the run
 * @param text for people: the milestone, the line typed, the refused call
 */
public record Mark(Kind kind, long atNanos, String text) {
    /** What sort of thing happened. */
    public enum Kind {
        /** A milestone of the boot, by the machine's report. */
        MILESTONE,
        /** A line typed into the console. */
        COMMAND,
        /** The host kernel refused a call. */
        REFUSED,
        /** A witness contradicts the machine's report, or something else to look at. */
        WARNING
    }
}
