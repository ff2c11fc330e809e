// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.util.Arrays;
import java.util.List;

/**
 * Guest calls of a machine so far, by its own report.
 *
 * @param total all of them
 * @param trapped of these, how many came by a signal
 * @param sitesRewritten call sites that no longer trap
 * @param byNumber count per guest call number, in the order of the numbers; 512 of them
 */
public record GuestCallCounts(long total, long trapped, long sitesRewritten, List<Long> byNumber) {
    public GuestCallCounts {
        byNumber = List.copyOf(byNumber);
    }

    /** Before the first run. */
    public static GuestCallCounts none() {
        return of(0, 0, 0, new long[Layout.GUEST_CALLS]);
    }

    static GuestCallCounts of(long total, long trapped, long sitesRewritten, long[] byNumber) {
        return new GuestCallCounts(
                total, trapped, sitesRewritten, Arrays.stream(byNumber).boxed().toList());
    }
}
