// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.time.Duration;

/**
 * How much of a machine's time went into forked processes taking turns in the memory they share, so
 * far, by the machine's own report. A machine without forks has none.
 *
 * @param count turns that had something to do
 * @param total time they took together
 * @param longest time the longest of them took; nothing else ran meanwhile
 */
public record TurnTimes(long count, Duration total, Duration longest) {
    /** Before the first turn. */
    public static final TurnTimes NONE = new TurnTimes(0, Duration.ZERO, Duration.ZERO);

    /** Of one turn; zero if there was none. */
    public Duration mean() {
        return count > 0 ? total.dividedBy(count) : Duration.ZERO;
    }
}
