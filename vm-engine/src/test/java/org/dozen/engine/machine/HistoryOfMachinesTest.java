// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.history.FlowMatrix;
import org.dozen.engine.history.Mark;
import org.dozen.engine.history.RunHistory;
import org.dozen.engine.trace.HostCallCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** What is remembered of real machines. */
@Timeout(120)
class HistoryOfMachinesTest {
    @TempDir Path folder;
    private Boots boots;

    @BeforeEach
    void open() {
        boots = new Boots(folder);
    }

    @AfterEach
    void close() {
        boots.close();
    }

    /**
     * Often: a signal in the middle of writing a record once cost that record, one run in twenty.
     */
    @RepeatedTest(20)
    void theHistoryHasEveryCallThatTheMachineCounted() throws Exception {
        Machine machine = boots.machine(boots.settings("cat /bin/busybox > /dev/null; ls -lR /"));
        AtomicLong seen = new AtomicLong();
        try (Machine.Listening tapping = machine.tap(batch -> seen.addAndGet(batch.size()))) {
            Boots.run(machine);
            assertThat(tapping).isNotNull();
        }
        RunHistory history = machine.history().orElseThrow();
        assertThat(history.damaged()).isFalse();
        assertThat(history.calls().unplaced()).isZero();
        assertThat(history.calls().whole().total()).isEqualTo(machine.hostCalls().total());
        assertThat(history.calls().whole().rows())
                .extracting(HostCallCount::count)
                .isEqualTo(machine.hostCalls().rows().stream().map(HostCallCount::count).toList());
        assertThat(seen).hasValue(machine.hostCalls().total());
        long end = history.calls().endNanos();
        assertThat(history.calls().span(0, end).total()).isEqualTo(machine.hostCalls().total());
    }

    @Test
    void readsOfADiskAreFoundUnderTheGuestCallsThatCausedThem() throws Exception {
        Machine machine = boots.machine(boots.settings("cat /bin/busybox > /dev/null"));
        Boots.run(machine);
        FlowMatrix matrix = machine.history().orElseThrow().flow().whole();
        assertThat(matrix.unknown()).isZero();
        assertThat(matrix.hostCallTotal()).isEqualTo(machine.hostCalls().total());
        assertThat(matrix.guestCallTotal()).isEqualTo(machine.hostCalls().guestCalls());
        assertThat(matrix.flows())
                .anyMatch(flow ->
                        flow.hostCall().name().equals("pread64")
                                && flow.guestCall() >= 0
                                && flow.bytes() > 0);
    }

    @Test
    void milestonesCommandsAndRefusedCallsAreMarked() throws Exception {
        Machine machine = boots.machine(boots.settings(""));
        machine.start(ConsoleSize.USUAL);
        RealMachines.readUntil(machine, "# ");
        RealMachines.type(machine, "escape socket\rpoweroff\r");
        RealMachines.readToEnd(machine);
        machine.awaitEnd(java.time.Duration.ofSeconds(30));
        assertThat(machine.history().orElseThrow().marks().list())
                .extracting(mark -> mark.kind() + " " + mark.text())
                .contains(
                        Mark.Kind.MILESTONE + " sealed",
                        Mark.Kind.MILESTONE + " prompt",
                        Mark.Kind.COMMAND + " escape socket",
                        Mark.Kind.REFUSED + " socket(AF_INET, SOCK_STREAM, 0)");
    }
}
