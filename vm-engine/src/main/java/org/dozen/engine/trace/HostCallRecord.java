// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.HostCall;

/**
 * One host call, from the trace ring.
 *
 * @param sequence its place in the run, from 0
 * @param call which of the twelve
 * @param startNanos when it began, in {@link System#nanoTime()}
 * @param durationNanos how long it took
 * @param argument the argument digest as native/abi/dozen_abi.h lays it out
 * @param result its result, saturated to 32 bits; a negative error number on failure
 * @param guestPid guest process on whose behalf, 0 = the guest kernel itself
 * @param guestCall number of the guest call in progress, -1 = none
 */
public record HostCallRecord(
        long sequence,
        HostCall call,
        long startNanos,
        long durationNanos,
        long argument,
        int result,
        int guestPid,
        int guestCall) {}
