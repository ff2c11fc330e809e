// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.compare;

import org.dozen.engine.compare.RunTally;
import org.dozen.engine.history.RunHistory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where runs to be compared come from. */
public interface CompareSource {
    /** This machine's run so far. Cheap. */
    RunTally thisMachine();

    /** What is remembered of this machine's run; empty before the first. */
    Optional<RunHistory> history();

    /** The runs of the other machines with a tab, each under its name. Cheap. */
    List<RunTally> otherMachines();

    /**
     * A command in a fresh machine of the same image, from boot to power-off.
     *
     * @return fails with a sentence
     */
    CompletableFuture<RunTally> inMachine(String command);

    /**
     * A command on the host itself, counted by ptrace.
     *
     * @return fails with a sentence
     */
    CompletableFuture<RunTally> onHost(String command);

    /**
     * A command in stock User-Mode Linux.
     *
     * @return fails with a sentence
     */
    CompletableFuture<RunTally> inUml(Path program, String command);

    /** A User-Mode Linux that is at hand; empty if there is none. */
    Optional<Path> uml();
}
