// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import org.dozen.engine.hostcall.TheTwelve;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Records as they came out of a ring, copied before they were looked at, so that nobody can change
 * them under us. Reused for the next records: who wants to keep something copies it. Used by one
 * thread at a time.
 *
 * <p>Every value is a claim of the machine; rows are sure to be rows of the table.
 */
public final class HostCallBatch {
    /** Most records of a batch: small enough for a processor's cache. */
    static final int MOST = 4096;

    /** A guest call number that stands for none. */
    public static final int NO_GUEST_CALL = -1;

    private static final int WORDS = Layout.RECORD_BYTES / Long.BYTES;
    private static final int WORD_TICKS = Layout.RECORD_TICKS / Long.BYTES;
    private static final int WORD_GUEST = Layout.RECORD_GUEST_PID / Long.BYTES;
    private static final int ROW_SHIFT = 8 * (Layout.RECORD_ROW - Layout.RECORD_GUEST_PID);
    private static final int LAP_SHIFT = 8 * (Layout.RECORD_LAP - Layout.RECORD_GUEST_PID);
    private static final int CALL_SHIFT = 8 * (Layout.RECORD_GUEST_CALL - Layout.RECORD_GUEST_PID);
    private static final long SATURATED_TICKS = 0xffff_ffffL;

    private final long[] words = new long[MOST * WORDS];
    private final long[] sequences = new long[MOST];
    private int size;
    private TickClock clock = TickClock.UNKNOWN;

    /**
     * Takes records that lie one after the other, and leaves out those that cannot be right.
     *
     * @param at where the first one lies in memory
     * @param first number of the first one
     * @param count 1..{@link #MOST}
     * @param ringRecords size of the ring
     * @return how many were left out
     */
    int take(
            MemorySegment memory,
            long at,
            long first,
            int count,
            int ringRecords,
            TickClock newClock) {
        clock = newClock;
        MemorySegment.copy(memory, ValueLayout.JAVA_LONG, at, words, 0, count * WORDS);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long last = words[i * WORDS + WORD_GUEST];
            int row = (int) (last >>> ROW_SHIFT) & 0xff;
            int lap = (int) (last >>> LAP_SHIFT) & 0xff;
            long number = first + i;
            int expected = (int) ((Long.divideUnsigned(number, ringRecords) + 1) & 0xff);
            if (lap != expected || row >= TheTwelve.list().size()) {
                continue; // torn, stale or forged
            }
            if (kept != i) {
                System.arraycopy(words, i * WORDS, words, kept * WORDS, WORDS);
            }
            sequences[kept++] = number;
        }
        size = kept;
        return count - kept;
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** The clock that the times of these records were read with. */
    public TickClock clock() {
        return clock;
    }

    /** Number of the record in its run, from 0. */
    public long sequence(int i) {
        return sequences[i];
    }

    /** Row of the table, 0..11. */
    public int row(int i) {
        return (int) (words[i * WORDS + WORD_GUEST] >>> ROW_SHIFT) & 0xff;
    }

    /** When the call began, in {@link System#nanoTime()}. */
    public long startNanos(int i) {
        return clock.at(words[i * WORDS]);
    }

    /** How long it took, in ticks of the processor's counter; no more than 2^32 - 1. */
    public long ticks(int i) {
        return words[i * WORDS + WORD_TICKS] & 0xffff_ffffL;
    }

    /** Whether it took longer than the record can say. */
    public boolean saturated(int i) {
        return ticks(i) == SATURATED_TICKS;
    }

    /** The argument digest. */
    public long argument(int i) {
        return words[i * WORDS + 1];
    }

    /** Its result, saturated to 32 bits. */
    public int result(int i) {
        return (int) (words[i * WORDS + WORD_TICKS] >>> 32);
    }

    /** Guest process on whose behalf, 0 = the guest kernel itself. */
    public int guestPid(int i) {
        return (int) words[i * WORDS + WORD_GUEST];
    }

    /** Number of the guest call in progress, 0..65534, or {@link #NO_GUEST_CALL}. */
    public int guestCall(int i) {
        int call = (int) (words[i * WORDS + WORD_GUEST] >>> CALL_SHIFT) & 0xffff;
        return call == 0xffff ? NO_GUEST_CALL : call;
    }

    /** One record as a value to keep. */
    public HostCallRecord record(int i) {
        return new HostCallRecord(
                sequence(i),
                TheTwelve.ofRow(row(i)),
                startNanos(i),
                clock.nanos(ticks(i)),
                argument(i),
                result(i),
                guestPid(i),
                guestCall(i));
    }
}
