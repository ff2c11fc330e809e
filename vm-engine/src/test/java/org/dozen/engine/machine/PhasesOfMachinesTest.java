// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.compare.PhaseTally;
import org.dozen.engine.compare.PhaseTally.Phase;
import org.dozen.engine.hostcall.HostCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

@Timeout(60)
class PhasesOfMachinesTest {
    @TempDir Path folder;

    @Test
    void eachPhaseHasTheCallsItNeeds() throws Exception {
        try (Boots boots = new Boots(folder)) {
            Machine machine =
                    boots.machine(
                            boots.settings(
                                    "for i in 1 2 3 4 5; do sleep 0.2; done; echo one; sleep 0.2;"
                                            + " echo two > /file; sync; sleep 0.2"));
            Boots.run(machine);
            PhaseTally phases = PhaseTally.of(machine.history().orElseThrow());
            assertThat(names(phases, Phase.BOOT)).contains("pread64");
            assertThat(names(phases, Phase.IDLE)).contains("ppoll").doesNotContain("write");
            assertThat(names(phases, Phase.CONSOLE)).contains("write");
            assertThat(names(phases, Phase.DISK)).contains("pwrite64");
            assertThat(names(phases, Phase.SHUTDOWN)).contains("exit_group");
            long total =
                    phases.counts().values().stream()
                            .flatMap(List::stream)
                            .mapToLong(Long::longValue)
                            .sum();
            assertThat(total).isEqualTo(machine.hostCalls().total());
        }
    }

    private static List<String> names(PhaseTally phases, Phase phase) {
        return phases.used(phase).stream().map(HostCall::name).toList();
    }
}
