// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The memory that a machine shares with us. Everything in it that the machine writes is a claim:
 * values come out bounded, and nothing here is used as an index or a length unchecked. May be used
 * from any thread, the ring from one.
 */
public final class SharedRegion {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final VarHandle LONGS = LONG.varHandle();
    private static final VarHandle INTS = INT.varHandle();

    private final MemorySegment memory;
    private final int ringRecords;

    /**
     * A region over memory of the right size.
     *
     * @param memory at least {@link #bytes(int)} of the ring's size
     * @param ringRecords a power of two, 64..4194304, or 0 for counters only
     */
    public SharedRegion(MemorySegment memory, int ringRecords) {
        if (memory.byteSize() < bytes(ringRecords)) {
            throw new IllegalArgumentException("region too small: " + memory.byteSize());
        }
        this.memory = memory;
        this.ringRecords = ringRecords;
    }

    /** Bytes of a region with a ring of so many records. */
    public static long bytes(int ringRecords) {
        if (ringRecords != 0
                && (Integer.bitCount(ringRecords) != 1
                        || ringRecords < 64
                        || ringRecords > 4194304)) {
            throw new IllegalArgumentException("ring of " + ringRecords + " records");
        }
        return Layout.RING_AT + (long) ringRecords * Layout.RECORD_BYTES;
    }

    /**
     * Writes what a machine reads when it starts.
     *
     * @param seed 64 bytes of entropy
     * @param command the line that init runs, or empty
     * @return whether the command fits
     */
    public boolean prepare(byte[] seed, String command, int columns, int rows) {
        byte[] text = command.getBytes(StandardCharsets.UTF_8);
        if (text.length >= Layout.TEXT_BYTES) {
            return false;
        }
        memory.set(LONG, Layout.CONTROL_MAGIC, Layout.MAGIC);
        memory.set(INT, Layout.CONTROL_VERSION, Layout.VERSION);
        memory.set(INT, Layout.REGION_BYTES, (int) bytes(ringRecords));
        memory.set(INT, Layout.RING_RECORDS, ringRecords);
        MemorySegment.copy(seed, 0, memory, ValueLayout.JAVA_BYTE, Layout.SEED, Layout.SEED_BYTES);
        MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, Layout.TEXT_AT, text.length);
        consoleSize(columns, rows);
        return true;
    }

    /** Writes the console's size; the machine looks when it gets the attention signal. */
    public void consoleSize(int columns, int rows) {
        memory.set(ValueLayout.JAVA_SHORT, Layout.COLUMNS, (short) columns);
        memory.set(ValueLayout.JAVA_SHORT, Layout.ROWS, (short) rows);
        VarHandle.releaseFence();
    }

    /** Adds requests; the machine looks when it gets the attention signal. */
    public void request(Request request) {
        INTS.getAndBitwiseOr(memory, (long) Layout.REQUEST, request.bit);
    }

    /** What can be asked of a machine. */
    public enum Request {
        POWEROFF(1),
        REBOOT(2),
        HALT_NOW(4);

        private final int bit;

        Request(int bit) {
            this.bit = bit;
        }

        int bit() {
            return bit;
        }
    }

    public GuestState state() {
        return GuestState.of((int) INTS.getAcquire(memory, (long) Layout.STATE));
    }

    public GuestEnding ending() {
        return GuestEnding.of((int) INTS.getAcquire(memory, (long) Layout.ENDING));
    }

    /** Why it panicked or could not start, printable, one line; may be empty. */
    public String message() {
        return text(Layout.MESSAGE, Layout.MESSAGE_BYTES);
    }

    /** Exit status of the command that init ran, 0..255; empty while there is none. */
    public OptionalInt commandStatus() {
        int reported = (int) INTS.getAcquire(memory, (long) Layout.EXIT_STATUS);
        return reported >= 0x100 ? OptionalInt.of(reported & 0xff) : OptionalInt.empty();
    }

    /** Descriptor of the refused-call listener in the machine; 0 = none. */
    public int listener() {
        return (int) INTS.getAcquire(memory, (long) Layout.LISTENER_FD);
    }

    /** Address of the gate's {@code syscall} instruction; 0 = not said yet. */
    public long gateAddress() {
        return longAt(Layout.GATE_ADDRESS);
    }

    public long memoryTotal() {
        return Math.max(0, longAt(Layout.MEMORY_TOTAL));
    }

    public long memoryFree() {
        return Math.clamp(longAt(Layout.MEMORY_FREE), 0, memoryTotal());
    }

    /** The guest process that runs or ran last. */
    public int guestPid() {
        return memory.get(INT, Layout.GUEST_PID);
    }

    /** Its command name, printable, may be empty. */
    public String guestName() {
        return text(Layout.GUEST_NAME, Layout.GUEST_NAME_BYTES);
    }

    public GuestCallCounts guestCallCounts() {
        long[] byNumber = new long[Layout.GUEST_CALLS];
        MemorySegment.copy(memory, LONG, Layout.GUEST_CALLS_AT, byNumber, 0, Layout.GUEST_CALLS);
        return GuestCallCounts.of(
                guestCalls(), guestTraps(), longAt(Layout.SITES_REWRITTEN), byNumber);
    }

    /** Turns that forked processes took in their memory. */
    public TurnTimes turns() {
        return new TurnTimes(
                Math.max(0, longAt(Layout.TURNS)),
                Duration.ofNanos(Math.max(0, longAt(Layout.TURN_NS))),
                Duration.ofNanos(Math.max(0, longAt(Layout.TURN_LONGEST_NS))));
    }

    public long guestCalls() {
        return longAt(Layout.GUEST_CALL_COUNT);
    }

    public long guestTraps() {
        return longAt(Layout.GUEST_TRAPS);
    }

    /** Milestones reached, each in nanoseconds of the host's monotonic clock. */
    public Map<Milestone, Long> milestones() {
        Map<Milestone, Long> reached = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            long at = longAt(Layout.MILESTONE_NS + 8 * milestone.index());
            if (at > 0) {
                reached.put(milestone, at);
            }
        }
        return reached;
    }

    /** Calls made, by row of the table, 0..11. */
    public long hostCount(int row) {
        return longAt(Layout.HOST_COUNT + 8 * checked(row));
    }

    /** Ticks spent, by row. */
    public long hostTicks(int row) {
        return longAt(Layout.HOST_TICKS + 8 * checked(row));
    }

    /** Bytes moved, by row. */
    public long hostBytes(int row) {
        return longAt(Layout.HOST_BYTES + 8 * checked(row));
    }

    /** Calls that failed, by row. */
    public long hostErrors(int row) {
        return longAt(Layout.HOST_ERRORS + 8 * checked(row));
    }

    /**
     * All counters of host calls at once.
     *
     * @param into count, ticks, bytes and errors of row 0, then of row 1, and so on: 48 numbers
     */
    public void hostCounters(long[] into) {
        for (int row = 0; row < Layout.MAX_HOST_CALLS; row++) {
            into[4 * row] = longAt(Layout.HOST_COUNT + 8 * row);
            into[4 * row + 1] = longAt(Layout.HOST_TICKS + 8 * row);
            into[4 * row + 2] = longAt(Layout.HOST_BYTES + 8 * row);
            into[4 * row + 3] = longAt(Layout.HOST_ERRORS + 8 * row);
        }
    }

    /** Whether there is a ring; without one there are counters only. */
    public boolean hasRing() {
        return ringRecords > 0;
    }

    /** Records that the machine says it did not write. */
    public long ringLost() {
        return Math.max(0, longAt(Layout.RING_LOST));
    }

    /** Whether the part that only we write still says what we wrote. */
    public boolean headerIntact() {
        return memory.get(LONG, Layout.CONTROL_MAGIC) == Layout.MAGIC
                && memory.get(INT, Layout.CONTROL_VERSION) == Layout.VERSION
                && memory.get(INT, Layout.RING_RECORDS) == ringRecords;
    }

    /** The machine's clock as it says it is now. */
    public TickClock clock() {
        for (int attempt = 0; attempt < 100; attempt++) {
            long before = longAt(Layout.PAIR_SEQUENCE);
            long tsc0 = longAt(Layout.TSC0);
            long ns0 = longAt(Layout.NS0);
            long tsc1 = longAt(Layout.TSC1);
            long ns1 = longAt(Layout.NS1);
            VarHandle.acquireFence();
            if ((before & 1) == 0 && before == longAt(Layout.PAIR_SEQUENCE)) {
                return TickClock.of(tsc0, ns0, tsc1, ns1);
            }
            Thread.onSpinWait();
        }
        return TickClock.UNKNOWN; // a writer that stopped in the middle
    }

    int ringRecords() {
        return ringRecords;
    }

    /** Records written, as claimed. */
    long ringHead() {
        return longAt(Layout.RING_HEAD);
    }

    /** Tells the machine how many records were taken: their places are free again. */
    void ringTail(long taken) {
        LONGS.setRelease(memory, (long) Layout.RING_TAIL, taken);
    }

    /** Where the record with this number lies. */
    long recordAt(long number) {
        return Layout.RING_AT + (number & (ringRecords - 1)) * Layout.RECORD_BYTES;
    }

    MemorySegment memory() {
        return memory;
    }

    /** A copy of everything but the ring, for after the end: the ring's memory can go. */
    public SharedRegion withoutRing() {
        MemorySegment copy = MemorySegment.ofArray(new long[Layout.RING_AT / 8]);
        MemorySegment.copy(memory, 0, copy, 0, Layout.RING_AT);
        copy.set(INT, Layout.RING_RECORDS, 0);
        return new SharedRegion(copy, 0);
    }

    private static int checked(int row) {
        if (row < 0 || row >= Layout.MAX_HOST_CALLS) {
            throw new IndexOutOfBoundsException(row);
        }
        return row;
    }

    private long longAt(int offset) {
        return (long) LONGS.getAcquire(memory, (long) offset);
    }

    private String text(int offset, int most) {
        byte[] bytes = new byte[most];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, bytes, 0, most);
        int length = 0;
        while (length < most && bytes[length] != 0) {
            length++;
        }
        String said = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return said.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
