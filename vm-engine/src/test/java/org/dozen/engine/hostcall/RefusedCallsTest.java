// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class RefusedCallsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1);

    private final RefusedCalls calls = new RefusedCalls();

    @Test
    void theSameCallAgainIsCountedAndNotListedTwice() {
        add(41, "AF_INET", 10);
        add(41, "AF_INET", 10);
        assertThat(calls.list()).hasSize(1);
        assertThat(calls.list().getFirst().count()).isEqualTo(2);
        assertThat(calls.list().getFirst().name()).isEqualTo("socket");
    }

    @Test
    void anotherAddressOrOtherArgumentsAreAnotherKind() {
        add(41, "AF_INET", 10);
        add(41, "AF_UNIX", 10);
        add(41, "AF_UNIX", 11);
        assertThat(calls.list()).hasSize(3);
    }

    @Test
    void everNewArgumentsAreSummedUpAfterAWhile() {
        for (int i = 0; i < 10_000; i++) {
            add(39, Integer.toString(i), 1);
        }
        assertThat(calls.list()).hasSizeLessThan(20);
        assertThat(calls.total()).isEqualTo(10_000);
        assertThat(calls.list().stream().mapToLong(RefusedCall::count).sum()).isEqualTo(10_000);
    }

    @Test
    void everNewNumbersAreSummedUpAfterAWhile() {
        for (int i = 0; i < 100_000; i++) {
            add(1000 + i, "", 1);
        }
        assertThat(calls.list()).hasSizeLessThan(1100);
        assertThat(calls.list().stream().mapToLong(RefusedCall::count).sum()).isEqualTo(100_000);
    }

    private void add(int number, String arguments, long address) {
        calls.add(new RefusedCalls.Attempt(number, arguments, address, 7, "sh"), NOW);
    }
}
