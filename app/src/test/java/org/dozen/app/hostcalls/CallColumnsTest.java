// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class CallColumnsTest {
    private static CallColumns at(double width, CallFigure first) {
        return CallColumns.of(width, 1, 7.8, 6.9, List.of(), first);
    }

    @Test
    void aNarrowPanelHasTheChosenFigureOnly() {
        assertThat(at(440, CallFigure.TIME).figures()).containsOnlyKeys(CallFigure.TIME);
        assertThat(at(300, CallFigure.SHARE).figures()).containsOnlyKeys(CallFigure.SHARE);
    }

    @Test
    void aWidePanelHasAllOfThem() {
        CallColumns wide = at(900, CallFigure.RATE);
        assertThat(wide.figures()).containsOnlyKeys(CallFigure.values());
        assertThat(List.copyOf(wide.figures().values())).isSorted();
        assertThat(wide.trailEnd() - wide.trail()).isEqualTo(60);
    }

    @Test
    void nothingLiesOnSomethingElse() {
        for (int width = 260; width < 1400; width += 7) {
            CallColumns columns = at(width, CallFigure.RATE);
            assertThat(columns.bar()).isGreaterThan(columns.name());
            assertThat(columns.barEnd()).isGreaterThanOrEqualTo(columns.bar());
            assertThat(columns.figures().values())
                    .allMatch(right -> right > columns.count() && right <= columns.trail());
        }
    }

    @Test
    void aSecondFigureNeverTakesTheBarsWords() {
        for (int width = 420; width < 1400; width += 7) {
            CallColumns columns = at(width, CallFigure.RATE);
            if (columns.figures().size() > 1) {
                assertThat(columns.barEnd() - columns.bar()).isGreaterThan(140);
            }
        }
    }
}
