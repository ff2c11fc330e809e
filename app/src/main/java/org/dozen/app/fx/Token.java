// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import java.util.Locale;

/**
 * Every colour of the program by its purpose. The theme style sheets define each of them once;
 * style sheets use them as looked-up colours, canvases through {@link Palette}.
 */
public enum Token {
    BACKGROUND,
    SURFACE,
    RAISED,
    BORDER,
    TRACK,
    TEXT,
    MUTED,
    FAINT,
    ACCENT,
    ON_ACCENT,
    GOOD,
    GOOD_SURFACE,
    WARN,
    WARN_SURFACE,
    BAD,
    BAD_SURFACE,
    FOCUS,
    TERMINAL,
    TERMINAL_TEXT,
    TERMINAL_SELECTION,
    ANSI_0,
    ANSI_1,
    ANSI_2,
    ANSI_3,
    ANSI_4,
    ANSI_5,
    ANSI_6,
    ANSI_7,
    ANSI_8,
    ANSI_9,
    ANSI_10,
    ANSI_11,
    ANSI_12,
    ANSI_13,
    ANSI_14,
    ANSI_15,
    CALL_0,
    CALL_1,
    CALL_2,
    CALL_3,
    CALL_4,
    CALL_5,
    CALL_6,
    CALL_7,
    CALL_8,
    CALL_9,
    CALL_10,
    CALL_11;

    /** Name of the looked-up colour in the style sheets. */
    public String property() {
        return "-dz-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
