// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

/**
 * Sees every record that a machine's ring gave us, none left out. Called on the machine's own
 * thread, which drains the ring: it must be quick, as the ring fills meanwhile, and must not throw.
 */
@FunctionalInterface
public interface HostCallTap {
    /**
     * Some records, in their order.
     *
     * @param batch valid until this returns
     */
    void records(HostCallBatch batch);
}
