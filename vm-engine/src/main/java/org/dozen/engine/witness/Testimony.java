// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

import java.time.Instant;

/**
 * What one witness says.
 *
 * @param witness who
 * @param verdict in a word
 * @param sentence for people, with the numbers
 * @param when it was last asked; {@link Instant#EPOCH} = never
 */
public record Testimony(Witness witness, Verdict verdict, String sentence, Instant when) {
    /** What a witness says of the machine's report. */
    public enum Verdict {
        /** Not asked yet, or nothing to compare yet. */
        NOT_ASKED,
        /** It confirms the report: verified by the host kernel. */
        CONFIRMS,
        /** It contradicts the report. */
        CONTRADICTS,
        /** This host does not let us ask it. */
        UNAVAILABLE
    }
}
