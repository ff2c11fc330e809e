// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class PaletteTest {
    private static final Path THEMES = Path.of("../assets/themes");
    private static final double READABLE = 4.5;
    private static final double VISIBLE = 2.3;

    @ParameterizedTest
    @EnumSource
    void aThemeDefinesTheTokensAndNothingElse(Theme theme) throws IOException {
        String sheet =
                Files.readString(THEMES.resolve(theme.name().toLowerCase(Locale.ROOT) + ".css"));
        assertThat(names(sheet, "(-dz-[a-z0-9-]+)\\s*:"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Token.values()).map(Token::property).toList());
    }

    @Test
    void theCommonSheetUsesOnlyTokens() throws IOException {
        String sheet = Files.readString(THEMES.resolve("dozen.css"));
        Set<String> known =
                new HashSet<>(Arrays.stream(Token.values()).map(Token::property).toList());
        assertThat(known).containsAll(names(sheet, "(-dz-[a-z0-9-]+)"));
        assertThat(names(sheet, "(#[0-9a-fA-F]{6}\\b)")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void wordsCanBeRead(Theme theme) {
        Palette palette = Palette.of(theme);
        for (Token ground : List.of(Token.BACKGROUND, Token.SURFACE, Token.RAISED)) {
            for (Token words : List.of(Token.TEXT, Token.MUTED, Token.GOOD, Token.BAD)) {
                assertThat(contrast(palette.color(words), palette.color(ground)))
                        .as("%s on %s in %s", words, ground, theme)
                        .isGreaterThan(READABLE);
            }
        }
        assertThat(contrast(palette.color(Token.TERMINAL_TEXT), palette.color(Token.TERMINAL)))
                .isGreaterThan(READABLE);
        assertThat(contrast(palette.color(Token.TEXT), palette.color(Token.BAD_SURFACE)))
                .isGreaterThan(READABLE);
        assertThat(contrast(palette.color(Token.ON_ACCENT), palette.color(Token.ACCENT)))
                .isGreaterThan(READABLE - 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void everyCallCanBeSeenAndItsBarCarriesWords(Theme theme) {
        Palette palette = Palette.of(theme);
        for (int row = 0; row < 12; row++) {
            assertThat(contrast(palette.call(row), palette.color(Token.BACKGROUND)))
                    .isGreaterThan(VISIBLE);
            assertThat(contrast(palette.color(Token.TEXT), palette.bar(row)))
                    .as("words on the bar of row %d in %s", row, theme)
                    .isGreaterThan(3);
        }
    }

    private static List<String> names(String sheet, String pattern) {
        List<String> names = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(sheet);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static double contrast(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
