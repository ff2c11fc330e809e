// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class RuleWordsTest {
    @Test
    void rulesAreSaidInWords() {
        assertThat(RuleWords.of(List.of("a0:disk", "a1:=3")))
                .isEqualTo("argument 1 is a disk, argument 2 is 3");
        assertThat(RuleWords.of(List.of("a1:<=16"))).isEqualTo("argument 2 is at most 16");
    }

    @Test
    void noRuleMeansAnything() {
        assertThat(RuleWords.of(List.of())).isEqualTo("any arguments");
        assertThat(RuleWords.of(List.of("-"))).isEqualTo("any arguments");
    }

    @Test
    void aRuleOfTheFutureIsShownAsItIs() {
        assertThat(RuleWords.of(List.of("flags:odd"))).isEqualTo("flags:odd");
    }
}
