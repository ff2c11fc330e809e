// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import javafx.scene.text.Font;

import java.net.URL;
import java.util.List;
import java.util.Objects;

/** The program's own fonts, loaded once from its assets. */
public final class Fonts {
    public static final String SANS = "Inter";
    public static final String SANS_STRONG = "Inter SemiBold";
    public static final String MONO = "JetBrains Mono";

    private static final List<String> FILES =
            List.of(
                    "inter/Inter_400Regular.ttf",
                    "inter/Inter_600SemiBold.ttf",
                    "jetbrains-mono/JetBrainsMono_400Regular.ttf",
                    "jetbrains-mono/JetBrainsMono_700Bold.ttf");

    private Fonts() {}

    /**
     * Loads the fonts into JavaFX. A font that cannot be read is replaced by the system's, never an
     * error.
     */
    public static void load() {
        for (String file : FILES) {
            URL url =
                    Objects.requireNonNull(
                            Fonts.class.getResource("/org/dozen/assets/fonts/" + file), file);
            Font.loadFont(url.toExternalForm(), 13);
        }
    }

    public static Font sans(double size) {
        return Font.font(SANS, size);
    }

    public static Font strong(double size) {
        return Font.font(SANS_STRONG, size);
    }

    public static Font mono(double size) {
        return Font.font(MONO, size);
    }
}
