// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A feed over a bounded queue. */
public final class QueueFeed implements HostCallFeed {
    private final ArrayBlockingQueue<HostCallRecord> queue;
    private final AtomicLong skipped = new AtomicLong();
    private final List<QueueFeed> registry;

    /**
     * A feed that takes itself out of the registry when it is closed.
     *
     * @param capacity 1..1048576
     * @param registry may be changed while it is read
     */
    public QueueFeed(int capacity, List<QueueFeed> registry) {
        this.queue = new ArrayBlockingQueue<>(Math.clamp(capacity, 1, 1 << 20));
        this.registry = registry;
    }

    void offer(HostCallRecord record) {
        if (!queue.offer(record)) {
            skip();
        }
    }

    void skip() {
        skipped.incrementAndGet();
    }

    int room() {
        return queue.remainingCapacity();
    }

    @Override
    public int drain(Consumer<? super HostCallRecord> to, int limit) {
        int handedOver = 0;
        while (handedOver < limit) {
            HostCallRecord record = queue.poll();
            if (record == null) {
                break;
            }
            to.accept(record);
            handedOver++;
        }
        return handedOver;
    }

    @Override
    public long skipped() {
        return skipped.get();
    }

    @Override
    public void close() {
        registry.remove(this);
        queue.clear();
    }
}
