// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunHistoryTest {
    private final Marks marks = new Marks();

    @Test
    void marksComeInTheOrderOfTheirTimesAndWithoutControlCharacters() {
        marks.add(Mark.Kind.COMMAND, 20, "ls\u001b[0m");
        marks.add(Mark.Kind.MILESTONE, 10, "sealed");
        assertThat(marks.list())
                .containsExactly(
                        new Mark(Mark.Kind.MILESTONE, 10, "sealed"),
                        new Mark(Mark.Kind.COMMAND, 20, "ls [0m"));
        assertThat(marks.between(15, 25)).hasSize(1);
    }

    @Test
    void aFloodOfMarksLetsTheOldestGoAndSaysSo() {
        marks.add(Mark.Kind.MILESTONE, 1, "entry");
        for (int i = 0; i < 10_010; i++) {
            marks.add(Mark.Kind.REFUSED, i, "socket()");
        }
        assertThat(marks.list()).hasSize(10_001);
        assertThat(marks.list()).extracting(Mark::text).contains("entry");
        assertThat(marks.dropped()).isEqualTo(10);
    }
}
