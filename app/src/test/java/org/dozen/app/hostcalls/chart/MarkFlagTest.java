// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.history.Mark;
import org.junit.jupiter.api.Test;

import java.util.List;

final class MarkFlagTest {
    private static final double NEAR = 9;
    private static final double RIGHT = 500;

    @Test
    void marksThatLieCloseShareAFlag() {
        List<MarkFlag> flags =
                flags(
                        new Mark(Mark.Kind.MILESTONE, 1, "sealed"),
                        new Mark(Mark.Kind.MILESTONE, 4, "prompt"),
                        new Mark(Mark.Kind.COMMAND, 100, "ls"));
        assertThat(flags).hasSize(2);
        assertThat(flags.getFirst().label()).isEqualTo("boot");
        assertThat(flags.getFirst().room()).isEqualTo(99);
        assertThat(flags.getLast().label()).isEqualTo("ls");
        assertThat(flags.getLast().room()).isEqualTo(400);
    }

    @Test
    void aRefusedCallComesFirst() {
        MarkFlag flag =
                flags(
                                new Mark(Mark.Kind.COMMAND, 1, "escape socket"),
                                new Mark(Mark.Kind.REFUSED, 2, "socket()"),
                                new Mark(Mark.Kind.COMMAND, 3, "ls"))
                        .getFirst();
        assertThat(flag.first().text()).isEqualTo("socket()");
        assertThat(flag.label()).isEqualTo("socket() +2");
    }

    @Test
    void milestonesDoNotCountBesideACommand() {
        MarkFlag flag =
                flags(
                                new Mark(Mark.Kind.MILESTONE, 1, "prompt"),
                                new Mark(Mark.Kind.COMMAND, 2, "ls"))
                        .getFirst();
        assertThat(flag.label()).isEqualTo("ls");
    }

    @Test
    void aLongRowOfCloseMarksIsNotOneFlag() {
        Mark[] marks = new Mark[100];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = new Mark(Mark.Kind.COMMAND, i * 5L, "x");
        }
        assertThat(flags(marks)).hasSize(50);
    }

    private static List<MarkFlag> flags(Mark... marks) {
        return MarkFlag.of(List.of(marks), Mark::atNanos, NEAR, RIGHT);
    }
}
