// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.junit.jupiter.api.Test;

import java.util.List;

final class FilterLineTest {
    @Test
    void theLineSaysWhatTheFilterCompares() {
        assertThat(FilterLine.of(TheTwelve.named("fallocate")))
                .isEqualTo("from the gate, nr = 285, arg1 = disk, arg2 = 3 → ALLOW");
        assertThat(FilterLine.of(TheTwelve.named("ppoll")))
                .isEqualTo("from the gate, nr = 271, arg2 ≤ 16 → ALLOW");
        assertThat(FilterLine.of(TheTwelve.named("exit_group")))
                .isEqualTo("from the gate, nr = 231 → ALLOW");
    }

    @Test
    void everyRuleOfTheTableIsInItsLine() {
        for (HostCall call : TheTwelve.list()) {
            assertThat(FilterLine.of(call).chars().filter(c -> c == ',').count())
                    .isEqualTo(1 + call.allowed().size());
        }
    }

    @Test
    void aRuleOfTheFutureIsShownAsItIs() {
        HostCall odd = new HostCall(0, 7, "odd", List.of("flags:odd"), "", "", List.of());
        assertThat(FilterLine.of(odd)).contains("flags:odd");
    }
}
