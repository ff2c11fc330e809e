// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.engine.image.Image;

/** What the window does with an image that the library shows. On the JavaFX thread. */
public interface ImageActions {
    /** Starts a machine from it. */
    void boot(Image image);

    /** Shows the files in it. */
    void lookInside(Image image);

    /** Shows how a machine is started from it. */
    void chooseStart(Image image);

    /** Shows its file in the desktop's file manager. */
    void reveal(Image image);
}
