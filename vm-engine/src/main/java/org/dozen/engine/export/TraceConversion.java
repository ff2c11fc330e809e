// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.failure.TraceFailure;

import java.nio.file.Path;

/** Turns a trace of one format into another, in memory that does not grow with it. */
public final class TraceConversion {
    private TraceConversion() {}

    /**
     * Converts.
     *
     * @return calls written
     * @throws TraceFailure if one cannot be read or the other cannot be written; nothing is left
     *     then but, for a full disk, a whole trace that ends early
     */
    public static long convert(Path from, TraceFormat is, Path to, TraceFormat becomes) {
        long[] lost = {0};
        // Looked at once before anything is written.
        TraceReader.read(
                from,
                is,
                event -> {
                    if (event instanceof TraceEvent.End end) {
                        lost[0] = end.lost();
                    }
                });
        try (TraceFile file = new TraceFile(to, becomes)) {
            TraceReader.read(from, is, file::add);
            file.finish(lost[0]);
            return file.calls();
        }
    }
}
