// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import java.util.ArrayList;
import java.util.List;

/** The newest so many things, in order. The oldest give way. Not safe for several threads. */
final class Ring<T> {
    private final int most;
    private final List<T> slots = new ArrayList<>();
    private int first;
    private long added;

    Ring(int most) {
        this.most = most;
    }

    /** Adds one; says whether the oldest had to go. */
    boolean add(T one) {
        added++;
        if (slots.size() < most) {
            slots.add(one);
            return false;
        }
        slots.set(first, one);
        first = (first + 1) % most;
        return true;
    }

    /** One of them, 0 = the oldest. */
    T get(int index) {
        return slots.get((first + index) % slots.size());
    }

    int size() {
        return slots.size();
    }

    /** How many were added since the ring was last cleared. */
    long added() {
        return added;
    }

    void clear() {
        slots.clear();
        first = 0;
        added = 0;
    }
}
