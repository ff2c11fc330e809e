// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The same command run on the host itself, its calls counted by ptrace: the baseline to compare a
 * machine with. The counting is done by strace, with all processes that the command starts.
 */
public final class NativeRun {
    private NativeRun() {}

    /**
     * Runs a shell line on the host and waits for it; its output is thrown away.
     *
     * @param line what {@code sh -c} gets
     * @param atMost it is ended then
     * @throws IOException with a sentence for people if strace is not installed or may not trace
     */
    public static RunTally of(String line, Duration atMost)
            throws IOException, InterruptedException {
        return new RunTally(
                "on the host", StraceCount.of(List.of("-f"), List.of("sh", "-c", line), atMost));
    }
}
