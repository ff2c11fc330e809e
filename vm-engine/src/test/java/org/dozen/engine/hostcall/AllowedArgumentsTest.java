// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class AllowedArgumentsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, true", // read(console)
        "0, 1, 0, 0, false",
        "1, 1, 0, 0, true",
        "1, 2, 0, 0, false",
        "17, 4, 0, 0, true", // pread64(disk0)
        "17, 5, 0, 0, false",
        "17, 4294967300, 0, 0, false", // disk0 with rubbish above
        "285, 4, 3, 0, true", // fallocate, punch hole
        "285, 4, 0, 0, false",
        "271, 0, 16, 0, true", // ppoll
        "271, 0, 17, 0, false",
        "271, 0, -1, 0, false",
        "223, 0, 1, 0, true", // timer_settime
        "223, 0, 2, 0, false",
        "28, 0, 0, 4, true", // madvise
        "28, 0, 0, 8, false",
        "231, 70, 0, 0, true", // exit_group
        "41, 2, 1, 0, false", // socket
        "-1, 0, 0, 0, false",
    })
    void whatTheFilterAllowsIsAllowed(int number, long a, long b, long c, boolean allowed) {
        assertThat(AllowedArguments.allowed(number, List.of(a, b, c, 0L, 0L, 0L), 1).isPresent())
                .isEqualTo(allowed);
    }
}
