// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.trace.HostCallRecord;

/** One line of a trace. */
public sealed interface TraceEvent {
    /** When, in nanoseconds since the start of the run. */
    long atNanos();

    /**
     * A host call.
     *
     * @param record with its start counted from the start of the run
     */
    record Call(HostCallRecord record) implements TraceEvent {
        @Override
        public long atNanos() {
            return record.startNanos();
        }
    }

    /**
     * Something else that happened.
     *
     * @param kind milestone, command, refused or warning
     * @param text for people
     */
    record Note(long atNanos, String kind, String text) implements TraceEvent {}

    /**
     * The end of the trace.
     *
     * @param calls host calls in the trace
     * @param lost host calls that were made and are not in the trace
     * @param trouble why the trace ends early; empty if it does not
     */
    record End(long atNanos, long calls, long lost, String trouble) implements TraceEvent {}
}
