// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The open tabs in order, and which one is shown. */
public final class Tabs {
    private final List<Tab> open = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable Tab> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Tab>> list = new ReadOnlyObjectWrapper<>(List.of());

    public ReadOnlyObjectProperty<@Nullable Tab> shown() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Tab>> list() {
        return list.getReadOnlyProperty();
    }

    public void add(Tab tab) {
        open.add(tab);
        list.set(List.copyOf(open));
        shown.set(tab);
    }

    /** Takes a tab out; the one to its right, or else to its left, is shown then. */
    public void remove(Tab tab) {
        int index = open.indexOf(tab);
        if (index < 0) {
            return;
        }
        open.remove(index);
        list.set(List.copyOf(open));
        if (tab == shown.get()) {
            shown.set(open.isEmpty() ? null : open.get(Math.min(index, open.size() - 1)));
        }
    }

    public void show(Tab tab) {
        if (open.contains(tab)) {
            shown.set(tab);
        }
    }

    /** Shows none of them: the first page of the window is to be seen. */
    public void showNone() {
        shown.set(null);
    }

    /** Shows the tab so many places to the right, round the end. */
    public void step(int places) {
        if (!open.isEmpty()) {
            int index = open.indexOf(shown.get());
            int from = index < 0 && places > 0 ? -1 : Math.max(index, 0);
            shown.set(open.get(Math.floorMod(from + places, open.size())));
        }
    }

    /** Shows the tab at a place, counted from 0; nothing happens when there is none. */
    public void showAt(int place) {
        if (place >= 0 && place < open.size()) {
            shown.set(open.get(place));
        }
    }
}
