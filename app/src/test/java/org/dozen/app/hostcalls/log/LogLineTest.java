// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.history.Mark;
import org.junit.jupiter.api.Test;

final class LogLineTest {
    private static final long AT = 12_304_112_999L;
    private static final int EIO = 5;
    private static final int EINTR = 4;

    @Test
    void aCallIsWrittenInTheMannerOfStraceWithTimeAndCause() {
        LogLine line = LogLine.of(new LogEntry.Call(AT, Records.diskRead(0, 4096, 11_000)));
        assertThat(line.text())
                .isEqualTo(
                        " 12.304112  pread64(disk0, 4096 @ 0x1c000) = 4096 <11 us>"
                                + "  read, process 35");
    }

    @Test
    void theNameHasTheColourOfItsRow() {
        LogLine line = LogLine.of(new LogEntry.Call(AT, Records.diskRead(0, 4096, 11_000)));
        assertThat(line.pieces())
                .contains(new LogLine.Piece("pread64", LogInk.call(Records.PREAD)));
    }

    @Test
    void anErrorIsRedAndAnInterruptedWaitIsNot() {
        assertThat(inkOfResult(-EIO)).isEqualTo(LogInk.BAD);
        assertThat(inkOfResult(-EINTR)).isEqualTo(LogInk.QUIET);
        assertThat(inkOfResult(1)).isEqualTo(LogInk.PLAIN);
    }

    @Test
    void whatTheGuestKernelDoesByItselfIsSaid() {
        assertThat(LogLine.of(new LogEntry.Call(AT, Records.pause(0))).text())
                .endsWith("guest kernel");
    }

    @Test
    void eventsStandBetweenTheCalls() {
        LogLine line =
                LogLine.of(new LogEntry.Event(new Mark(Mark.Kind.REFUSED, AT, "socket(AF_INET)")));
        assertThat(line.text()).contains("refused by the host kernel: socket(AF_INET)");
        assertThat(line.pieces().getLast().ink()).isEqualTo(LogInk.BAD);
    }

    @Test
    void timesStandUnderEachOther() {
        assertThat(LogLine.time(0)).isEqualTo("  0.000000  ");
        assertThat(LogLine.time(7_000)).isEqualTo("  0.000007  ");
        assertThat(LogLine.time(3_725_123_456_789L)).isEqualTo("3725.123456  ");
        assertThat(LogLine.time(-1)).isEqualTo("  0.000000  ");
    }

    private static LogInk inkOfResult(int result) {
        LogLine line = LogLine.of(new LogEntry.Call(AT, Records.diskRead(0, result, 1)));
        return line.pieces().get(line.pieces().size() - 2).ink();
    }
}
