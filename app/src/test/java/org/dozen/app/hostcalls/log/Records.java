// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import org.dozen.engine.hostcall.TheTwelve;
import org.dozen.engine.trace.HostCallRecord;

/** Records as a machine would give them. */
final class Records {
    static final int READ = 0;
    static final int PREAD = 2;
    static final int PPOLL = 6;
    static final long MICRO = 1_000L;
    static final int GUEST_READ = 0;

    private Records() {}

    /** {@code pread64(disk0, 4096 @ 0x1c000)} for a guest process that reads. */
    static HostCallRecord diskRead(long atNanos, int result, long nanos) {
        return new HostCallRecord(
                0,
                TheTwelve.ofRow(PREAD),
                atNanos,
                nanos,
                4 | 8L << 8 | (0x1c000L / 512) << 24,
                result,
                35,
                GUEST_READ);
    }

    /** The machine waits, for nobody. */
    static HostCallRecord pause(long atNanos) {
        return new HostCallRecord(0, TheTwelve.ofRow(PPOLL), atNanos, 5 * MICRO, 2, 0, 0, -1);
    }
}
