// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import java.util.function.Consumer;

/**
 * Records of a machine's ring for a screen: a bounded queue, filled by the machine's thread and
 * emptied by one reader. When the machine is faster than the feed, records are sampled: {@link
 * #skipped()} says how many were left out. Counts never come from here.
 */
public interface HostCallFeed extends AutoCloseable {
    /**
     * Hands over what is queued, oldest first.
     *
     * @param limit at most this many
     * @return how many were handed over
     */
    int drain(Consumer<? super HostCallRecord> to, int limit);

    /** Records that were left out because the feed was full or sampled. */
    long skipped();

    /** Ends the feed. May be called twice. */
    @Override
    void close();
}
