// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.hostcall.HostCall;
import org.dozen.engine.hostcall.TheTwelve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class HostCallLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read          | 0x0000100000             | 5      | 900         |"
                        + " read(console, 4096) = 5 <900 ns>",
                "write         | 0x0000000c01             | 12     | 2500        |"
                        + " write(console, 12) = 12 <2.5 us>",
                "pread64       | 0x00000000e0000804       | 4096   | 11000       |"
                        + " pread64(disk0, 4096 @ 0x1c000) = 4096 <11 us>",
                "pwrite64      | 0x0000000001000205       | 1024   | 11400       |"
                        + " pwrite64(disk1, 1024 @ 0x200) = 1024 <11.4 us>",
                "pread64       | 0x0000000000000804       | -5     | 1500000     |"
                        + " pread64(disk0, 4096 @ 0x0) = -1 EIO (Input/output error) <1.5 ms>",
                "fallocate     | 0x0000000002001004       | 0      | 5000        |"
                        + " fallocate(disk0, punch hole, 8192 @ 0x400) = 0 <5 us>",
                "fdatasync     | 0x4                      | 0      | 20400000    |"
                        + " fdatasync(disk0) = 0 <20.4 ms>",
                "ppoll         | 0x0000000003d09001       | 1      | 250000      |"
                        + " ppoll(1 descriptor, 250 us) = 1 <250 us>",
                "ppoll         | 0xffffffffffffff02       | 1      | 12000000000 |"
                        + " ppoll(2 descriptors, no timeout) = 1 <12 s>",
                "timer_settime | 0x0000000098968000       | 0      | 600         |"
                        + " timer_settime(timer 0, in 10 ms) = 0 <600 ns>",
                "timer_settime | 0x0                      | 0      | 600         |"
                        + " timer_settime(timer 0, disarmed) = 0 <600 ns>",
                "mprotect      | 0x0000012300001005       | 0      | 900         |"
                        + " 'mprotect(PROT_READ|PROT_EXEC, 65536 @ page 0x123) = 0 <900 ns>'",
                "mprotect      | 0x0000000000000100       | -12    | 900         |"
                    + " mprotect(PROT_NONE, 4096 @ page 0x0) = -1 ENOMEM (Cannot allocate memory)"
                    + " <900 ns>",
                "clock_gettime | 0x1                      | 0      | 171         |"
                        + " clock_gettime(CLOCK_MONOTONIC) = 0 <171 ns>",
                "madvise       | 0x0000012300001004       | 0      | 3000        |"
                        + " madvise(MADV_DONTNEED, 65536 @ page 0x123) = 0 <3 us>",
                "exit_group    | 0x46                     | 0      | 0           |"
                        + " exit_group(70) = ? <0 ns>",
            })
    void aRecordBecomesALineAsStraceWritesIt(
            String name, String digest, int result, long nanos, String line) {
        HostCallRecord record =
                record(
                        TheTwelve.named(name),
                        Long.parseUnsignedLong(digest.substring(2), 16),
                        result,
                        nanos);
        assertThat(HostCallLine.of(record).text()).isEqualTo(line);
        assertThat(HostCallLine.of(record).failed()).isEqualTo(result < 0);
    }

    @Test
    void everyBitPatternHasALineWithoutControlCharacters() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            HostCallRecord record =
                    record(
                            TheTwelve.ofRow(random.nextInt(12)),
                            random.nextLong(),
                            random.nextInt(),
                            random.nextLong(1L << 40));
            String line = HostCallLine.of(record).text();
            assertThat(line.length()).isBetween(10, 200);
            assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
        }
    }

    static HostCallRecord record(HostCall call, long digest, int result, long nanos) {
        return new HostCallRecord(0, call, 0, nanos, digest, result, 1, -1);
    }
}
