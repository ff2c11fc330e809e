// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.image.Image;

import org.dozen.engine.workshop.ImageCatalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pictures of last screens, read in the background; the ones shown last are kept. */
final class Screens {
    private static final int MOST = 200;

    private final Map<String, Image> kept =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Image> eldest) {
                    return size() > MOST;
                }
            };

    /** The last screen of a machine on an image; empty if none was kept. */
    Optional<Image> of(ImageCatalogue.About about) {
        return about.screen()
                .map(file ->
                        kept.computeIfAbsent(
                                file + " " + about.screenChanged(),
                                key -> new Image(file.toUri().toString(), true)));
    }
}
