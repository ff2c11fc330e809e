// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Batches for tests, made of records as a machine writes them. */
public final class Batches {
    private static final int RING = 4096;

    private Batches() {}

    /**
     * A record to be.
     *
     * @param atNanos on the host's clock
     * @param ticks a tick is a nanosecond here
     */
    public record Entry(long atNanos, long ticks, int row, int result, int guestCall, long digest) {
        public static Entry of(long atNanos, int row, int result) {
            return new Entry(atNanos, 100, row, result, -1, 0);
        }
    }

    /** A batch of at most 4096 records. */
    public static HostCallBatch of(List<Entry> entries) {
        MemorySegment memory = MemorySegment.ofArray(new long[RING * 4]);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long at = 32L * i;
            memory.set(ValueLayout.JAVA_LONG, at, entry.atNanos());
            memory.set(ValueLayout.JAVA_LONG, at + Layout.RECORD_ARGUMENT, entry.digest());
            memory.set(ValueLayout.JAVA_INT, at + Layout.RECORD_TICKS, (int) entry.ticks());
            memory.set(ValueLayout.JAVA_INT, at + Layout.RECORD_RESULT, entry.result());
            memory.set(
                    ValueLayout.JAVA_SHORT,
                    at + Layout.RECORD_GUEST_CALL,
                    (short) entry.guestCall());
            memory.set(ValueLayout.JAVA_BYTE, at + Layout.RECORD_ROW, (byte) entry.row());
            memory.set(ValueLayout.JAVA_BYTE, at + Layout.RECORD_LAP, (byte) 1);
        }
        HostCallBatch batch = new HostCallBatch();
        batch.take(memory, 0, 0, entries.size(), RING, TickClock.of(0, 0, 1_000, 1_000));
        return batch;
    }
}
