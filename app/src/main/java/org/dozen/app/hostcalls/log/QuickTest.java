// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.ArgumentDigest;
import org.dozen.engine.trace.HostCallFilter;
import org.dozen.engine.trace.HostCallRecord;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A filter, split into what can be tested on every single call of a fast machine, and the text.
 * Safe for any thread.
 */
final class QuickTest {
    private final HostCallFilter withoutText;
    private final String text;
    private final OptionalInt descriptor;
    private final HostCallFilter.Outcome outcome;
    private final boolean[] rows = new boolean[TheTwelve.list().size()];
    private final boolean all;
    private final boolean timed;
    private final long least;
    private final long most;

    QuickTest(HostCallFilter filter) {
        this.withoutText = filter.withText("");
        this.descriptor = filter.descriptor();
        this.outcome = filter.outcome();
        this.text = filter.text();
        for (HostCall call : TheTwelve.list()) {
            rows[call.row()] = filter.calls().isEmpty() || filter.calls().contains(call.name());
        }
        // A filter has no greatest duration if it says an hour or more.
        boolean bounded = filter.atMost().compareTo(Duration.ofHours(1)) < 0;
        timed = bounded || !filter.atLeast().isZero();
        least = filter.atLeast().toNanos();
        most = bounded ? filter.atMost().toNanos() : Long.MAX_VALUE;
        all = filter.equals(HostCallFilter.ALL);
    }

    /** Lets every call through. */
    boolean all() {
        return all;
    }

    /** Looks for words, too, which is for few calls only. */
    boolean hasText() {
        return !text.isEmpty();
    }

    /** Whether durations matter. */
    boolean timed() {
        return timed;
    }

    boolean test(int row, long argument, int result, long nanos) {
        return rows[row]
                && testOutcome(result)
                && nanos >= least
                && nanos <= most
                && (descriptor.isEmpty()
                        || ArgumentDigest.descriptor(TheTwelve.ofRow(row), argument)
                                .equals(descriptor));
    }

    /** All of it, with the text, which is looked for in the line and in who asked for the call. */
    boolean test(HostCallRecord record) {
        return withoutText.test(record)
                && (text.isEmpty()
                        || LogLine.words(record).toLowerCase(Locale.ROOT).contains(text));
    }

    private boolean testOutcome(int result) {
        return switch (outcome) {
            case ANY -> true;
            case SUCCESS -> result >= 0;
            case ERROR -> result < 0;
        };
    }
}
