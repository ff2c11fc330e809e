// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.HostCall;

/**
 * How often a machine made one host call. Exact, from the machine's own counters, whether or not
 * the ring kept up. A claim of the machine: see the witnesses.
 *
 * @param call which of the twelve
 * @param count calls made
 * @param nanos time spent in them
 * @param bytes bytes moved by read- and write-like calls
 * @param errors calls with a negative result
 */
public record HostCallCount(HostCall call, long count, long nanos, long bytes, long errors) {}
