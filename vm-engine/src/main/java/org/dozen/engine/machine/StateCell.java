// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * The state of a machine: changes by compare-and-set along allowed ways, tells, can be waited for.
 */
final class StateCell {
    private static final Map<MachineState, Set<MachineState>> WAYS =
            Map.of(
                    MachineState.STOPPED, EnumSet.of(MachineState.STARTING),
                    MachineState.ENDED, EnumSet.of(MachineState.STARTING),
                    MachineState.FAILED, EnumSet.of(MachineState.STARTING),
                    MachineState.STARTING,
                            EnumSet.of(
                                    MachineState.RUNNING,
                                    MachineState.STOPPING,
                                    MachineState.ENDED,
                                    MachineState.FAILED),
                    MachineState.RUNNING,
                            EnumSet.of(
                                    MachineState.STOPPING, MachineState.ENDED, MachineState.FAILED),
                    MachineState.STOPPING, EnumSet.of(MachineState.ENDED, MachineState.FAILED));

    private final AtomicReference<MachineState> state = new AtomicReference<>(MachineState.STOPPED);
    private final Object changes = new Object();
    private final BiConsumer<MachineState, MachineState> told;

    StateCell(BiConsumer<MachineState, MachineState> told) {
        this.told = told;
    }

    MachineState get() {
        return state.get();
    }

    /**
     * Changes the state if it is the expected one.
     *
     * @return whether it was changed
     * @throws IllegalArgumentException if no machine may ever go this way
     */
    boolean move(MachineState from, MachineState to) {
        if (!WAYS.getOrDefault(from, Set.of()).contains(to)) {
            throw new IllegalArgumentException("no way from " + from + " to " + to);
        }
        if (!state.compareAndSet(from, to)) {
            return false;
        }
        synchronized (changes) {
            changes.notifyAll();
        }
        told.accept(from, to);
        return true;
    }

    /** Goes to a state that ends a run, from wherever the run is now. */
    void end(MachineState to) {
        MachineState from = state.get();
        while (from.active() && !move(from, to)) {
            from = state.get();
        }
    }

    /** Waits until there is no run; gives whether that is so. */
    boolean awaitInactive(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (changes) {
            while (state.get().active()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changes.wait(Math.max(1, left / 1_000_000));
            }
            return true;
        }
    }
}
