// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.witness;

import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.WitnessBoard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the witnesses of one machine are asked. */
public interface WitnessSource {
    /** What they say so far. Cheap. */
    WitnessBoard board();

    /** Whether the machine runs, so that calls can be watched. */
    boolean active();

    /** Watches some calls; see {@link org.dozen.engine.machine.Machine#sample}. */
    CompletableFuture<SampleReport> sample(int calls, Duration atMost);

    /** Both lists of this run, if it is an audit run itself. Cheap. */
    Optional<AuditReport> audit();

    /**
     * Boots another machine from the same image as an audit run, lets it run a command, and powers
     * it off.
     *
     * @return both lists; fails with an {@link org.dozen.engine.failure.EngineFailure} whose
     *     sentence says why there are none
     */
    CompletableFuture<AuditReport> auditRun(String command);
}
