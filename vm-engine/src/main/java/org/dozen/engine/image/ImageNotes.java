// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.time.Instant;
import java.util.List;

/**
 * What is remembered of an image beside it, not in it.
 *
 * @param start what it says that is to be run, if it came as a container
 * @param origin where it came from, for people; may be empty
 * @param tags words to find it by
 * @param text what somebody wrote about it
 * @param lastRun when a machine last ran on it; the epoch if never
 */
public record ImageNotes(
        StartConfig start, String origin, List<String> tags, String text, Instant lastRun) {
    /** Nothing is known. */
    public static final ImageNotes NONE =
            new ImageNotes(StartConfig.NONE, "", List.of(), "", Instant.EPOCH);

    public ImageNotes withStart(StartConfig other) {
        return new ImageNotes(other, origin, tags, text, lastRun);
    }

    public ImageNotes withOrigin(String other) {
        return new ImageNotes(start, other, tags, text, lastRun);
    }

    public ImageNotes withTags(List<String> other) {
        return new ImageNotes(start, origin, List.copyOf(other), text, lastRun);
    }

    public ImageNotes withText(String other) {
        return new ImageNotes(start, origin, tags, other, lastRun);
    }

    public ImageNotes withLastRun(Instant other) {
        return new ImageNotes(start, origin, tags, text, other);
    }
}
