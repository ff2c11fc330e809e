// SPDX-License-Identifier: Apache-2.0
package org.dozen.app;

import org.dozen.app.witness.WitnessSource;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.witness.AuditReport;
import org.dozen.engine.witness.SampleReport;
import org.dozen.engine.witness.WitnessBoard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A machine's witnesses as their card wants them. */
record WitnessesOfMachine(Machine machine, Unseen unseen) implements WitnessSource {
    @Override
    public WitnessBoard board() {
        return machine.witnesses();
    }

    @Override
    public boolean active() {
        return machine.state().active();
    }

    @Override
    public CompletableFuture<SampleReport> sample(int calls, Duration atMost) {
        return machine.sample(calls, atMost);
    }

    @Override
    public Optional<AuditReport> audit() {
        return machine.audit();
    }

    @Override
    public CompletableFuture<AuditReport> auditRun(String command) {
        return unseen.run(
                machine.settings().withCommand(command).withAudit(true).withStrict(false),
                over -> over.audit().orElseThrow());
    }
}
