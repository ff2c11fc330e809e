// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.fx;

import java.util.Locale;

/** The two looks of the program. */
public enum Theme {
    DARK,
    LIGHT;

    /** The other one. */
    public Theme opposite() {
        return this == DARK ? LIGHT : DARK;
    }

    /** The style sheet that defines this theme's tokens. */
    String resource() {
        return "/org/dozen/assets/themes/" + name().toLowerCase(Locale.ROOT) + ".css";
    }
}
