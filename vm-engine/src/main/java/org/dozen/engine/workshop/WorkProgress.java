// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import java.util.concurrent.CancellationException;

/** Sees work proceed and may stop it. */
@FunctionalInterface
public interface WorkProgress {
    /** Sees nothing and stops nothing. */
    WorkProgress NONE = (what, done, total) -> true;

    /**
     * So far. Asked often, on the working thread.
     *
     * @param what is being done, for people: {@code reading}
     * @param done of total
     * @param total 0 if it is not known
     * @return whether to go on
     */
    boolean at(String what, long done, long total);

    /**
     * Tells, and stops if that was the answer.
     *
     * @throws CancellationException if it was
     */
    default void tell(String what, long done, long total) {
        if (!at(what, done, total) || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped while " + what);
        }
    }
}
