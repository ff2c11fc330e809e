// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.engine.history.Mark;
import org.dozen.engine.trace.HostCallRecord;

/** What can be a line of the log. */
public sealed interface LogEntry {
    /** When, in nanoseconds since the run began. */
    long atNanos();

    /** A host call that was made. */
    record Call(long atNanos, HostCallRecord record) implements LogEntry {}

    /** A typed line, a refused call, a milestone: what is marked on the chart, too. */
    record Event(Mark mark) implements LogEntry {
        @Override
        public long atNanos() {
            return mark.atNanos();
        }
    }
}
