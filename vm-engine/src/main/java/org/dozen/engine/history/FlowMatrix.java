// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import org.dozen.engine.hostcall.HostCall;

import java.util.List;

/**
 * Which guest calls led to which host calls during a span, by the machine's report.
 *
 * @param fromNanos first nanosecond, since the start of the run
 * @param toNanos first nanosecond after it
 * @param resolutionNanos both ends are multiples of it
 * @param flows pairs that occurred, most host calls first
 * @param guestCalls how often guest calls were made in the span, most first
 * @param unknown host calls of the span whose record was lost, so that their cause is not known
 */
public record FlowMatrix(
        long fromNanos,
        long toNanos,
        long resolutionNanos,
        List<Flow> flows,
        List<GuestCall> guestCalls,
        long unknown) {
    public FlowMatrix {
        flows = List.copyOf(flows);
        guestCalls = List.copyOf(guestCalls);
    }

    /** Host calls with a known cause. */
    public long hostCallTotal() {
        return flows.stream().mapToLong(Flow::count).sum();
    }

    /** Guest calls of the span. */
    public long guestCallTotal() {
        return guestCalls.stream().mapToLong(GuestCall::count).sum();
    }

    /** Guest calls for one host call, the lesson of it all; 0 without host calls. */
    public double ratio() {
        long host = hostCallTotal() + unknown;
        return host == 0 ? 0 : (double) guestCallTotal() / host;
    }

    /**
     * Host calls of one kind made during guest calls of one kind.
     *
     * @param guestCall number of the guest call; -1 = none was in progress: the guest kernel itself
     * @param guestName its name; "guest kernel" for none
     * @param hostCall what was called
     * @param count how often
     * @param bytes bytes moved
     * @param nanos time spent
     */
    public record Flow(
            int guestCall,
            String guestName,
            HostCall hostCall,
            long count,
            long bytes,
            long nanos) {}

    /**
     * Guest calls of one kind.
     *
     * @param number on x86-64; 512 = all that have no counter of their own
     * @param name its name
     * @param count how often
     */
    public record GuestCall(int number, String name, long count) {}
}
