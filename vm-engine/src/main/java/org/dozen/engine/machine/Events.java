// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Tells listeners, one thing at a time and in order, on a virtual thread of its own. */
final class Events implements AutoCloseable {
    private final List<MachineListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService teller;

    Events(String name) {
        teller =
                Executors.newSingleThreadExecutor(
                        Thread.ofVirtual().name("dozen-" + name + "-events").factory());
    }

    Machine.Listening add(MachineListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Consumer<MachineListener> what) {
        try {
            teller.execute(() -> listeners.forEach(what));
        } catch (RejectedExecutionException closed) {
            // Nobody listens to a closed machine.
        }
    }

    /** What was told before still arrives. */
    @Override
    public void close() {
        teller.shutdown();
    }
}
