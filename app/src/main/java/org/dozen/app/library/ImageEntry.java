// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageCatalogue;

import java.time.Instant;
import java.util.Locale;

/**
 * A line of the library.
 *
 * @param image as it was when it was looked at
 * @param state what its machines are doing
 * @param about what is known of it beside its file
 */
public record ImageEntry(Image image, ImageState state, ImageCatalogue.About about) {
    public String name() {
        return image.name();
    }

    public boolean usable() {
        return image.problem().isEmpty();
    }

    /** The system in it, as it calls itself; empty if that is not known. */
    public String system() {
        return about.system();
    }

    /** System, or else file system, and size: Alpine Linux 3.22 · 16 MB. */
    public String summary() {
        return Text.of(
                "library.summary",
                system().isEmpty() ? kind() : system(),
                Figures.bytes(image.sizeBytes()));
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
        String full =
                image.fileSystemBytes() > 0
                        ? Text.of(
                                "library.details.full",
                                Figures.bytes(image.fileSystemBytes()),
                                Figures.percent(image.usedShare()))
                        : Figures.bytes(image.sizeBytes());
        return fileSystemWords() + " · " + full;
    }

    /** File system and its label: ext4 “root”. */
    String fileSystemWords() {
        String label =
                image.label().isBlank() ? "" : Text.of("library.details.label", image.label());
        String place =
                image.partition().isWhole()
                        ? ""
                        : Text.of("library.details.partition", image.partition().number());
        return kind() + label + place;
    }

    /** What happens to what a machine writes. */
    public String writes() {
        return Text.of(image.shipped() ? "library.details.fresh" : "library.details.kept");
    }

    /** Its tags, one after the other; empty if it has none. */
    public String tagWords() {
        return String.join(", ", about.notes().tags());
    }

    /** When a machine last ran on it, seen from now; empty if never. */
    public String lastRun(Instant now) {
        return RunMoment.words(about.notes().lastRun(), now);
    }

    /** Whether every word that somebody searches for is somewhere in what is known of it. */
    boolean matches(String search) {
        String all =
                String.join(
                                " ",
                                name(),
                                kind(),
                                image.label(),
                                system(),
                                tagWords(),
                                about.notes().text(),
                                about.notes().origin(),
                                stateWords())
                        .toLowerCase(Locale.ROOT);
        for (String word : search.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    String kind() {
        return image.kind().label();
    }
}
