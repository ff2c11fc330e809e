// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that is remembered between two starts. A value: a changed copy takes its place.
 *
 * @param dark the dark theme, otherwise the light one
 * @param scale size of everything, 1 = normal
 * @param rankOrder the rows of the twelve by count, otherwise in the order of their table
 * @param logBars logarithmic bars, otherwise linear
 * @param windowWidth in pixels
 * @param windowHeight in pixels
 * @param windowMaximised fills the screen
 * @param listShare part of the window's width that the library takes, 0..1
 * @param panelShare part of a machine's width that the host calls take, 0..1
 * @param library how the library is shown
 * @param starts how each image was last started, by its name
 */
public record Preferences(
        boolean dark,
        double scale,
        boolean rankOrder,
        boolean logBars,
        double windowWidth,
        double windowHeight,
        boolean windowMaximised,
        double listShare,
        double panelShare,
        LibraryLook library,
        Map<String, StartChoice> starts) {
    public Preferences {
        starts = Map.copyOf(starts);
    }

    /** What a first start has. */
    public static Preferences first() {
        return new Preferences(
                true, 1, true, true, 1360, 860, false, 0.175, 0.46, LibraryLook.USUAL, Map.of());
    }

    public Preferences withDark(boolean now) {
        return new Preferences(
                now,
                scale,
                rankOrder,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                panelShare,
                library,
                starts);
    }

    public Preferences withScale(double now) {
        return new Preferences(
                dark,
                now,
                rankOrder,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                panelShare,
                library,
                starts);
    }

    public Preferences withRankOrder(boolean now) {
        return new Preferences(
                dark,
                scale,
                now,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                panelShare,
                library,
                starts);
    }

    public Preferences withLogBars(boolean now) {
        return new Preferences(
                dark,
                scale,
                rankOrder,
                now,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                panelShare,
                library,
                starts);
    }

    public Preferences withWindow(double width, double height, boolean maximised) {
        return new Preferences(
                dark,
                scale,
                rankOrder,
                logBars,
                width,
                height,
                maximised,
                listShare,
                panelShare,
                library,
                starts);
    }

    public Preferences withListShare(double now) {
        return new Preferences(
                dark,
                scale,
                rankOrder,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                now,
                panelShare,
                library,
                starts);
    }

    public Preferences withPanelShare(double now) {
        return new Preferences(
                dark,
                scale,
                rankOrder,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                now,
                library,
                starts);
    }

    public Preferences withLibrary(LibraryLook now) {
        return new Preferences(
                dark,
                scale,
                rankOrder,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                panelShare,
                now,
                starts);
    }

    /** How an image is started from now on. */
    public Preferences withStart(String image, StartChoice choice) {
        Map<String, StartChoice> changed = new LinkedHashMap<>(starts);
        changed.put(image, choice);
        return new Preferences(
                dark,
                scale,
                rankOrder,
                logBars,
                windowWidth,
                windowHeight,
                windowMaximised,
                listShare,
                panelShare,
                library,
                changed);
    }

    /** How an image is started. */
    public StartChoice start(String image) {
        return starts.getOrDefault(image, StartChoice.USUAL);
    }
}
