// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.Needs;
import org.dozen.engine.hostcall.SystemCalls;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ComparisonTest {
    @Test
    void twoRunsStandSideBySide() {
        Comparison comparison =
                Comparison.of(
                        new RunTally("a machine", Map.of("pread64", 12L, "ppoll", 3L)),
                        new RunTally("on the host", Map.of("pread64", 2L, "openat", 40L)));
        assertThat(comparison.rows())
                .containsExactly(
                        new Comparison.Row("openat", 0, 40),
                        new Comparison.Row("pread64", 12, 2),
                        new Comparison.Row("ppoll", 3, 0));
        assertThat(comparison.onlyLeft()).containsExactly("ppoll");
        assertThat(comparison.onlyRight()).containsExactly("openat");
        assertThat(comparison.sentence())
                .isEqualTo("a machine: 15 calls of 2 kinds; on the host: 42 calls of 2 kinds.");
    }

    @Test
    void publishedListsHaveAsManyCallsAsTheySayAndASource() {
        Set<String> known = new HashSet<>();
        SystemCalls.numbers().forEach(number -> known.add(SystemCalls.name(number)));
        assertThat(PublishedList.all())
                .extracting(PublishedList::count)
                .containsExactly(7, 9, 9, 16, 21, 29, 42, 50, 68);
        for (PublishedList list : PublishedList.all()) {
            assertThat(list.source()).isNotBlank();
            assertThat(known).containsAll(list.calls());
            if (!list.calls().isEmpty()) {
                assertThat(new HashSet<>(list.calls())).hasSize(list.count());
            }
        }
    }

    @Test
    void whatOthersNeedAndWeDoNotIsNamed() {
        assertThat(PublishedList.all().get(1).beyondTheTwelve())
                .containsExactly("epoll_pwait", "timerfd_settime", "arch_prctl");
    }

    @Test
    void stracesSummaryIsUnderstood() {
        List<String> summary =
                List.of(
                        "    calls syscall",
                        "--------- ----------------",
                        "        4 read",
                        "       12 mmap",
                        "--------- ----------------",
                        "       16 total");
        assertThat(StraceCount.parse(summary)).isEqualTo(Map.of("read", 4L, "mmap", 12L));
    }

    @Test
    void aCommandThatTakesTooLongIsEndedAndWhatItDidIsCounted() throws Exception {
        Needs.program("strace");
        RunTally tally = NativeRun.of("echo begun; sleep 1000", Duration.ofSeconds(3));
        assertThat(tally.count("execve")).isPositive();
    }

    @Test
    void whatUserModeLinuxCannotBeGivenIsSaidInASentence() {
        Path nothing = Path.of("/nowhere/linux");
        assertThatThrownBy(() -> UmlRun.of(nothing, nothing, "ls", Duration.ofSeconds(1)))
                .hasMessageContaining("/nowhere/linux is no program");
        assertThatThrownBy(() -> UmlRun.of(nothing, nothing, "echo \"x\"", Duration.ofSeconds(1)))
                .hasMessageContaining("double quotes");
    }

    @Test
    void aCommandInUserModeLinuxIsCounted() throws Exception {
        Needs.program("strace");
        Path program = Needs.file(Path.of("/usr/bin/linux.uml"), "install user-mode-linux");
        Path image =
                Needs.file(Needs.root().resolve("native/build/starter.ext4"), "make -C native");
        RunTally tally = UmlRun.of(program, image, "ls /", Duration.ofMinutes(2));
        assertThat(tally.count("ptrace")).as("it steers its guest by ptrace").isGreaterThan(100);
        assertThat(tally.distinct()).isGreaterThan(12);
    }

    @Test
    void aCommandOnTheHostIsCounted() throws Exception {
        Needs.program("strace");
        RunTally tally = NativeRun.of("ls / | cat", Duration.ofSeconds(30));
        assertThat(tally.count("execve")).isGreaterThanOrEqualTo(2);
        assertThat(tally.distinct()).isGreaterThan(12);
    }
}
