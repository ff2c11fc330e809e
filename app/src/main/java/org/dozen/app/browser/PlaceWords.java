// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.util.StringConverter;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.image.FileSystemKind;
import org.dozen.engine.image.Partition;
import org.dozen.engine.workshop.FileSystemPlace;
import org.jspecify.annotations.Nullable;

/** A partition as people choose it: {@code Partition 1, ext4, 63 MB}. */
final class PlaceWords extends StringConverter<FileSystemPlace> {
    @Override
    public String toString(@Nullable FileSystemPlace place) {
        if (place == null || place.partition().isWhole()) {
            return Text.of("browser.place.whole");
        }
        return Text.of(
                place.usable() ? "browser.place.one" : "browser.place.none",
                place.partition().number(),
                place.label().isBlank() ? place.kind().label() : place.label(),
                Figures.bytes(place.partition().bytes()));
    }

    @Override
    public FileSystemPlace fromString(String written) {
        return new FileSystemPlace(Partition.WHOLE, FileSystemKind.UNKNOWN, "", false);
    }
}
