// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import java.util.Arrays;

/**
 * One level of a history: buckets of one width, the newest so many of them. Buckets lie in blocks
 * that are made when something falls into them, so that an idle machine costs little. Not
 * thread-safe.
 */
final class CountLevel {
    /** Numbers of a row: count, ticks, bytes, errors. */
    static final int VALUES = 4;

    static final int COUNT = 0;
    static final int TICKS = 1;
    static final int BYTES = 2;
    static final int ERRORS = 3;

    static final int ROWS = 12;

    /** Numbers of a bucket. */
    static final int CELLS = ROWS * VALUES;

    static final int BUCKETS_PER_BLOCK = 64;
    private static final long[] NOTHING = {};

    private final long widthNanos;
    private final long[][] blocks;
    private long newestBlock;

    /**
     * A level, empty.
     *
     * @param widthNanos of a bucket
     * @param buckets at least so many are kept
     */
    CountLevel(long widthNanos, int buckets) {
        this.widthNanos = widthNanos;
        // One more, as the newest block is rarely full.
        this.blocks = new long[(buckets + BUCKETS_PER_BLOCK - 1) / BUCKETS_PER_BLOCK + 1][];
        Arrays.fill(blocks, NOTHING);
    }

    long widthNanos() {
        return widthNanos;
    }

    /** The oldest bucket that is kept; what fell into older ones is forgotten here. */
    long oldest() {
        return Math.max(0, newestBlock - blocks.length + 1) * BUCKETS_PER_BLOCK;
    }

    /** The bucket of a time since the origin. */
    long bucketOf(long nanos) {
        return Math.max(0, nanos) / widthNanos;
    }

    /** Makes sure that the bucket is kept. Costs no more than there are blocks. */
    void advanceTo(long bucket) {
        long block = bucket / BUCKETS_PER_BLOCK;
        if (block <= newestBlock) {
            return;
        }
        long first = Math.max(newestBlock + 1, block - blocks.length + 1);
        for (long next = first; next <= block; next++) {
            blocks[(int) (next % blocks.length)] = NOTHING;
        }
        newestBlock = block;
    }

    /** Adds a bucket's worth of numbers; does nothing if that bucket is forgotten already. */
    void add(long bucket, long[] cells) {
        advanceTo(bucket);
        if (bucket < oldest()) {
            return;
        }
        int slot = (int) (bucket / BUCKETS_PER_BLOCK % blocks.length);
        if (blocks[slot].length == 0) {
            blocks[slot] = new long[BUCKETS_PER_BLOCK * CELLS];
        }
        long[] block = blocks[slot];
        int at = (int) (bucket % BUCKETS_PER_BLOCK) * CELLS;
        for (int i = 0; i < CELLS; i++) {
            block[at + i] += cells[i];
        }
    }

    /** Adds the buckets of a range, without its end, to a sum. */
    void sum(long from, long to, long[] into) {
        long bucket = Math.max(from, oldest());
        long end = Math.min(to, (newestBlock + 1) * BUCKETS_PER_BLOCK);
        while (bucket < end) {
            long endOfBlock = (bucket / BUCKETS_PER_BLOCK + 1) * BUCKETS_PER_BLOCK;
            long stop = Math.min(end, endOfBlock);
            long[] block = blocks[(int) (bucket / BUCKETS_PER_BLOCK % blocks.length)];
            if (block.length > 0) {
                int at = (int) (bucket % BUCKETS_PER_BLOCK) * CELLS;
                int cells = (int) (stop - bucket) * CELLS;
                for (int i = 0; i < cells; i++) {
                    into[i % CELLS] += block[at + i];
                }
            }
            bucket = stop;
        }
    }

    /** Bytes held now. */
    long bytes() {
        return Arrays.stream(blocks).mapToLong(block -> 8L * block.length).sum();
    }
}
