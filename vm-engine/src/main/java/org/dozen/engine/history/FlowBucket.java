// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import java.util.Arrays;

/**
 * Counts, bytes and ticks by pair of guest call and host call, in one span. A hash table that grows
 * to a few kilobytes and no further. Not thread-safe.
 */
final class FlowBucket {
    static final int VALUES = 3;
    static final int COUNT = 0;
    static final int BYTES = 1;
    static final int TICKS = 2;

    /** Stands for the host call in a pair that counts guest calls themselves. */
    static final int GUEST_ROW = 15;

    /** The guest call of pairs that found no place of their own. */
    static final int OTHER = 512;

    private static final int ROWS = 16;
    private static final int MOST_PAIRS = 256;
    private static final int FREE = -1;

    private int[] keys = new int[16];
    private long[] values = new long[16 * VALUES];
    private int pairs;

    FlowBucket() {
        Arrays.fill(keys, FREE);
    }

    /**
     * A pair as a number.
     *
     * @param guestCall -1 = none; 512 and above = other
     * @param row of the host call, or {@link #GUEST_ROW}
     */
    static int key(int guestCall, int row) {
        return (Math.clamp(guestCall, -1, OTHER) + 1) * ROWS + row;
    }

    static int guestCallOf(int key) {
        return key / ROWS - 1;
    }

    static int rowOf(int key) {
        return key % ROWS;
    }

    void add(int key, long count, long bytes, long ticks) {
        int at = find(key);
        if (keys[at] == FREE) {
            // Sixteen places stay for what is added up under "other".
            if (pairs >= MOST_PAIRS && guestCallOf(key) != OTHER) {
                add(key(OTHER, rowOf(key)), count, bytes, ticks);
                return;
            }
            keys[at] = key;
            pairs++;
        }
        values[at * VALUES + COUNT] += count;
        values[at * VALUES + BYTES] += bytes;
        values[at * VALUES + TICKS] += ticks;
        if (pairs * 2 > keys.length) {
            grow();
        }
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int at = (key * 0x9E3779B1) >>> 16 & mask;
        while (keys[at] != FREE && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        long[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new long[oldValues.length * 2];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                System.arraycopy(oldValues, i * VALUES, values, at * VALUES, VALUES);
            }
        }
    }

    /** Adds all of it to another one. */
    void addTo(FlowBucket sum) {
        each(sum::add);
    }

    void each(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                visitor.pair(
                        keys[i],
                        values[i * VALUES + COUNT],
                        values[i * VALUES + BYTES],
                        values[i * VALUES + TICKS]);
            }
        }
    }

    /** Is shown every pair. */
    interface Visitor {
        void pair(int key, long count, long bytes, long ticks);
    }
}
