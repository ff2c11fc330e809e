// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.util.Subscription;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Theme and scale of all windows. Scenes that were dressed follow every change. */
public final class Look {
    public static final double SMALLEST = 0.75;
    public static final double LARGEST = 3.0;

    /** Size of ordinary words at scale 1, in pixels. */
    public static final double BASE_SIZE = 13;

    private static final double STEP = 0.125;

    private final EnumMap<Theme, Palette> palettes = new EnumMap<>(Theme.class);
    private final ReadOnlyObjectWrapper<Palette> palette;
    private final ReadOnlyDoubleWrapper scale;

    public Look(Theme theme, double scale) {
        this.palette = new ReadOnlyObjectWrapper<>(paletteOf(theme));
        this.scale = new ReadOnlyDoubleWrapper(within(scale));
    }

    public ReadOnlyObjectProperty<Palette> palette() {
        return palette.getReadOnlyProperty();
    }

    /** 1 is the normal size; a projector wants 1.5 to 2.5. */
    public ReadOnlyDoubleProperty scale() {
        return scale.getReadOnlyProperty();
    }

    public Theme theme() {
        return palette.get().theme();
    }

    public void setTheme(Theme theme) {
        palette.set(paletteOf(theme));
    }

    /** Sets the scale, held within {@link #SMALLEST} and {@link #LARGEST}. */
    public void setScale(double wanted) {
        scale.set(within(wanted));
    }

    public void larger() {
        setScale(scale.get() + STEP);
    }

    public void smaller() {
        setScale(scale.get() - STEP);
    }

    /** {@code size} of scale 1 in pixels of the present scale. */
    public double sized(double size) {
        return size * scale.get();
    }

    /** Dresses a scene until the subscription ends. */
    public Subscription dress(Scene scene) {
        return palette.subscribe(now -> dress(scene, now))
                .and(scale.subscribe(now -> size(scene, now.doubleValue())));
    }

    private void dress(Scene scene, Palette now) {
        boolean dark = now.theme() == Theme.DARK;
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
        scene.getStylesheets()
                .setAll(
                        List.of(
                                url(now.theme().resource()),
                                url("/org/dozen/assets/themes/dozen.css")));
        scene.setFill(now.color(Token.BACKGROUND));
    }

    private static void size(Scene scene, double now) {
        scene.getRoot()
                .setStyle(String.format(Locale.ROOT, "-fx-font-size: %.2fpx;", BASE_SIZE * now));
    }

    private static double within(double wanted) {
        return Double.isFinite(wanted) ? Math.clamp(wanted, SMALLEST, LARGEST) : 1;
    }

    private Palette paletteOf(Theme theme) {
        return palettes.computeIfAbsent(theme, Palette::of);
    }

    private static String url(String resource) {
        return Objects.requireNonNull(Look.class.getResource(resource), resource).toExternalForm();
    }
}
