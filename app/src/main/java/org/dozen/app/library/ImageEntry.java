// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.Image;

import java.util.Locale;

/**
 * A line of the library.
 *
 * @param image as it was when it was looked at
 * @param state what its machines are doing
 */
public record ImageEntry(Image image, ImageState state) {
    public String name() {
        return image.name();
    }

    public boolean usable() {
        return image.problem().isEmpty();
    }

    /** Kind and size: ext4 · 16 MB. */
    public String summary() {
        String size = Figures.bytes(image.sizeBytes());
        return image.shipped()
                ? Text.of("library.summary.shipped", size)
                : Text.of("library.summary", kind(), size);
    }

    public String stateWords() {
        return switch (state) {
            case STOPPED -> Text.of("library.state.stopped");
            case CHANGING -> Text.of("library.state.changing");
            case RUNNING -> Text.of("library.state.running");
            case FAILED -> Text.of("library.state.failed");
            case UNUSABLE -> Text.of("library.state.unusable");
        };
    }

    /** What is wrong with it in a sentence, or empty. */
    public String problem() {
        return image.problem().map(ImageFailure::sentence).orElse("");
    }

    /** File system, label and how full it is. */
    public String details() {
        if (!usable()) {
            return problem();
        }
        String label =
                image.label().isBlank() ? "" : Text.of("library.details.label", image.label());
        String full =
                image.fileSystemBytes() > 0
                        ? Text.of(
                                "library.details.full",
                                Figures.bytes(image.fileSystemBytes()),
                                Figures.percent(image.usedShare()))
                        : Figures.bytes(image.sizeBytes());
        return kind() + label + " · " + full;
    }

    /** What happens to what a machine writes. */
    public String writes() {
        return Text.of(image.shipped() ? "library.details.fresh" : "library.details.kept");
    }

    /** Whether what somebody searches for is in name, kind or label. */
    boolean matches(String search) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        return (image.name() + " " + kind() + " " + image.label())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    private String kind() {
        return image.kind().label();
    }
}
