// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import org.dozen.app.preference.StartChoice;

/** What becomes of what a machine writes, as one choice. */
public enum Writes {
    INTO_IMAGE(StartChoice.Changes.WRITE),
    THROWN_AWAY(StartChoice.Changes.DISCARD),
    KEPT(StartChoice.Changes.KEEP),
    MERGED(StartChoice.Changes.MERGE),
    /** It cannot write. */
    NOTHING(StartChoice.Changes.WRITE);

    private final StartChoice.Changes changes;

    Writes(StartChoice.Changes changes) {
        this.changes = changes;
    }

    StartChoice.Changes changes() {
        return changes;
    }

    /** What was chosen, as far as the image allows it. */
    static Writes of(StartChoice choice, boolean shipped) {
        if (choice.readOnly()) {
            return NOTHING;
        }
        return switch (choice.changes()) {
            case WRITE -> shipped ? THROWN_AWAY : INTO_IMAGE;
            case DISCARD -> THROWN_AWAY;
            case KEEP -> KEPT;
            case MERGE -> shipped ? THROWN_AWAY : MERGED;
        };
    }

    /** The shipped image is never written. */
    boolean possible(boolean shipped) {
        return !shipped || (this != INTO_IMAGE && this != MERGED);
    }
}
