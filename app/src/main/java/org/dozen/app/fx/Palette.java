// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.scene.paint.Color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of one theme, read from its style sheet, for what is drawn and not styled. */
public final class Palette {
    private static final Pattern DEFINITION =
            Pattern.compile("(-dz-[a-z0-9-]+)\\s*:\\s*(#[0-9a-fA-F]{6})\\s*;");
    private static final int CALLS = 12;

    private final Theme theme;
    private final EnumMap<Token, Color> colors;
    private final Color[] calls = new Color[CALLS];
    private final Color[] bars = new Color[CALLS];

    private Palette(Theme theme, EnumMap<Token, Color> colors) {
        this.theme = theme;
        this.colors = colors;
        Color track = color(Token.TRACK);
        double strength = theme == Theme.DARK ? 0.58 : 0.52;
        Arrays.setAll(calls, row -> color(Token.valueOf("CALL_" + row)));
        Arrays.setAll(bars, row -> track.interpolate(calls[row], strength));
    }

    /** Reads the theme's tokens; a missing one is an error of the program. */
    public static Palette of(Theme theme) {
        Map<String, Color> defined = new HashMap<>();
        Matcher matcher = DEFINITION.matcher(text(theme.resource()));
        while (matcher.find()) {
            defined.put(
                    Objects.requireNonNull(matcher.group(1)),
                    Color.web(Objects.requireNonNull(matcher.group(2))));
        }
        EnumMap<Token, Color> colors = new EnumMap<>(Token.class);
        for (Token token : Token.values()) {
            Color color = defined.get(token.property());
            if (color == null) {
                throw new IllegalStateException(
                        theme.resource() + " does not define " + token.property());
            }
            colors.put(token, color);
        }
        return new Palette(theme, colors);
    }

    public Theme theme() {
        return theme;
    }

    public Color color(Token token) {
        return Objects.requireNonNull(colors.get(token));
    }

    /** The colour of a host call, by its row in the table of the twelve: lines, areas and words. */
    public Color call(int row) {
        return calls[row];
    }

    /** The same hue, calmer, for bars that carry words. */
    public Color bar(int row) {
        return bars[row];
    }

    private static String text(String resource) {
        try (InputStream in = Palette.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program's file " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
