// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Group;

import org.junit.jupiter.api.Test;

final class TabsTest {
    private final Tabs tabs = new Tabs();
    private final Tab one = tab("one");
    private final Tab two = tab("two");
    private final Tab three = tab("three");

    @Test
    void aNewTabIsShown() {
        tabs.add(one);
        tabs.add(two);
        assertThat(tabs.shown().get()).isSameAs(two);
    }

    @Test
    void afterClosingTheNeighbourIsShown() {
        all();
        tabs.show(two);
        tabs.remove(two);
        assertThat(tabs.shown().get()).isSameAs(three);
        tabs.remove(three);
        assertThat(tabs.shown().get()).isSameAs(one);
        tabs.remove(one);
        assertThat(tabs.shown().get()).isNull();
    }

    @Test
    void closingAnotherTabLeavesTheShownOne() {
        all();
        tabs.remove(one);
        assertThat(tabs.shown().get()).isSameAs(three);
    }

    @Test
    void steppingGoesRound() {
        all();
        tabs.step(1);
        assertThat(tabs.shown().get()).isSameAs(one);
        tabs.step(-1);
        assertThat(tabs.shown().get()).isSameAs(three);
    }

    @Test
    void withoutAShownTabSteppingBeginsAtAnEnd() {
        all();
        tabs.showNone();
        assertThat(tabs.shown().get()).isNull();
        tabs.step(1);
        assertThat(tabs.shown().get()).isSameAs(one);
        tabs.showNone();
        tabs.step(-1);
        assertThat(tabs.shown().get()).isSameAs(three);
    }

    private void all() {
        tabs.add(one);
        tabs.add(two);
        tabs.add(three);
    }

    private static Tab tab(String title) {
        return new Tab(title, new Group(), new Group(), () -> {}, () -> {});
    }
}
