// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.fx.Cards;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the browser asks the window for. On the JavaFX thread. */
public interface BrowserWindow {
    /** Where forms are shown. */
    Cards cards();

    /** Asks a question; {@code onYes} is run if it is answered with yes. */
    void ask(String title, String words, String yes, Runnable onYes);

    /** Says something that a person should know. */
    void say(String sentence);

    /** Files of this computer; empty if nobody wants any. */
    List<Path> files();

    /** A folder of this computer; empty if nobody wants one. */
    Optional<Path> folder();
}
