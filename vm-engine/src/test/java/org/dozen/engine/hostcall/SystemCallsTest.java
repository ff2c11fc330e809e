// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.hostcall;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.Needs;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class SystemCallsTest {
    @Test
    void everyCallOfTheInstalledKernelHeadersIsKnownByItsName() throws Exception {
        Path header =
                Needs.file(
                        Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
                        "install linux-libc-dev");
        Pattern define = Pattern.compile("#define __NR_(\\w+) (\\d+)");
        Map<Integer, String> wanted = new TreeMap<>();
        Map<Integer, String> known = new TreeMap<>();
        for (String line : Files.readAllLines(header)) {
            Matcher matcher = define.matcher(line);
            if (matcher.matches()) {
                int number = Integer.parseInt(matcher.group(2));
                wanted.put(number, matcher.group(1));
                known.put(number, SystemCalls.name(number));
            }
        }
        assertThat(wanted).hasSizeGreaterThan(350);
        assertThat(known).isEqualTo(wanted);
    }

    @Test
    void aNumberThatNoKernelHasIsCalledByItsNumber() {
        assertThat(SystemCalls.name(400)).isEqualTo("call 400");
        assertThat(SystemCalls.name(-1)).isEqualTo("call 4294967295");
        assertThat(SystemCalls.exists(400)).isFalse();
    }

    @Test
    void aNumberOfTheX32InterfaceIsNamedAsSuch() {
        assertThat(SystemCalls.name(0x40000000 | 41)).isEqualTo("x32 socket");
    }

    @Test
    void aNameFindsItsNumber() {
        for (int number : SystemCalls.numbers()) {
            assertThat(SystemCalls.number(SystemCalls.name(number))).hasValue(number);
        }
        assertThat(SystemCalls.number("sockets")).isEmpty();
    }

    @Test
    void argumentsAreShownInTheMannerOfStrace() {
        assertThat(text(41, 2, 1 | 0x80000, 0)).isEqualTo("AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0");
        assertThat(text(62, -1 & 0xffffffffL, 9)).isEqualTo("-1, SIGKILL");
        assertThat(text(9, 0, 4096, 7, 0x22, 0xffffffffL, 0))
                .isEqualTo(
                        "NULL, 4096, PROT_READ|PROT_WRITE|PROT_EXEC, MAP_PRIVATE|MAP_ANONYMOUS,"
                                + " -1, 0");
        assertThat(text(39)).isEmpty();
    }

    @Test
    void textsOfTheMachineAreQuotedAndHarmless() {
        String shown =
                ArgumentText.of(
                        2,
                        List.of(0x1000L, 0L, 0L, 0L, 0L, 0L),
                        address -> Optional.of("/etc/\u001b[31m\"x\"\n"));
        assertThat(shown).isEqualTo("\"/etc/\\x1b[31m\\\"x\\\"\\x0a\", O_RDONLY, 0");
    }

    @Test
    void aTextThatCannotBeReadIsShownAsItsAddress() {
        assertThat(text(257, 0xffffff9cL, 0x1234, 0x241, 0644))
                .isEqualTo("AT_FDCWD, 0x1234, O_WRONLY|O_CREAT|O_TRUNC, 0644");
    }

    @Test
    void everyRefusedCallHasASentenceOnWhatItWouldHaveMeant() {
        for (int number : SystemCalls.numbers()) {
            assertThat(SystemCalls.meaning(number))
                    .as(SystemCalls.name(number))
                    .matches("It tried to [a-z].{12,}\\.");
        }
        assertThat(SystemCalls.meaning(41)).contains("network");
        assertThat(SystemCalls.meaning(0)).contains("one of the twelve");
    }

    private static String text(int number, long... given) {
        Long[] six = {0L, 0L, 0L, 0L, 0L, 0L};
        for (int i = 0; i < given.length; i++) {
            six[i] = given[i];
        }
        return ArgumentText.of(number, List.of(six), address -> Optional.empty());
    }
}
