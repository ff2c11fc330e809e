// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.text.Text;

/** Whether an image can be changed just now, and if not, why. */
public enum Access {
    FREE,
    /** A machine writes to it, or somebody else changes it. */
    WRITTEN,
    /** Machines read it and rely on its staying as it is. */
    READ,
    /** It came with the program. */
    SHIPPED,
    /** The host does not let us write it. */
    PROTECTED,
    /** It is not there. */
    GONE;

    /** Why it cannot be changed; empty if it can. */
    public String words() {
        return switch (this) {
            case FREE -> "";
            case WRITTEN -> Text.of("browser.access.written");
            case READ -> Text.of("browser.access.read");
            case SHIPPED -> Text.of("browser.access.shipped");
            case PROTECTED -> Text.of("browser.access.protected");
            case GONE -> Text.of("browser.access.gone");
        };
    }
}
