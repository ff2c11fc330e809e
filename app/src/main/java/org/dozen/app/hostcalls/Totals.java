// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import org.dozen.engine.trace.HostCallSnapshot;

/**
 * The figures above the rows. Guest calls are counted in coarser steps than host calls, so that the
 * two of a ratio are of the same, somewhat wider span.
 *
 * @param guestCalls guest calls
 * @param hostCalls host calls
 * @param guestPart guest calls for the ratio
 * @param hostPart host calls for the ratio
 */
record Totals(long guestCalls, long hostCalls, long guestPart, long hostPart) {
    static Totals of(HostCallSnapshot snapshot) {
        long host = snapshot.total();
        return new Totals(snapshot.guestCalls(), host, snapshot.guestCalls(), host);
    }
}
