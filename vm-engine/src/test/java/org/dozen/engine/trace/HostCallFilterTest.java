// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.hostcall.TheTwelve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCallFilterTest {
    private static final HostCallRecord READ =
            HostCallLineTest.record(TheTwelve.named("pread64"), 0xe0000804L, 4096, 11_000);
    private static final HostCallRecord FAILED =
            HostCallLineTest.record(TheTwelve.named("pwrite64"), 0xe0000805L, -28, 3_000_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                               | true  | true",
                "call=pread64                     | true  | false",
                "call=pread64,pwrite64            | true  | true",
                "call=ppoll                       | false | false",
                "fd=disk0                         | true  | false",
                "fd=5                             | false | true",
                "result=error                     | false | true",
                "result=success                   | true  | false",
                "time>1ms                         | false | true",
                "time<11us                        | true  | false",
                "0x1C000                          | true  | true",
                "ENOSPC                           | false | true",
                "no space                         | false | true",
                "call=pwrite64 fd=disk1 time>1us  | false | true",
                "call=pwrite64 result=success     | false | false",
            })
    void eachWordNarrowsWhatIsShown(String words, boolean read, boolean failed) {
        HostCallFilter filter = HostCallFilter.parse(words);
        assertThat(filter.test(READ)).isEqualTo(read);
        assertThat(filter.test(FAILED)).isEqualTo(failed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call=open", "fd=cupboard", "result=maybe", "time>soon"})
    void aWordThatCannotBeUnderstoodIsNamed(String word) {
        assertThatThrownBy(() -> HostCallFilter.parse(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(word.replaceFirst(".*[=>]", ""));
    }
}
