// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.witness;

/** The four witnesses: what the host kernel says, beside what the machine reports of itself. */
public enum Witness {
    /** The seal itself, from the process's status. */
    SEAL("seal", "Is the filter installed? Asked of the host kernel every second."),
    /** Counts of reads and writes. */
    COUNTS(
            "counts",
            "The host kernel counts reads and writes of every process. Compared with the machine's"
                    + " counters every second."),
    /** Some calls watched one by one. */
    SAMPLE(
            "sample",
            "Some calls in a row are watched by ptrace: does each come from the gate, and is it one"
                    + " of the twelve? On demand; the machine goes on."),
    /** A run in which the host kernel tells every single call. */
    AUDIT(
            "audit run",
            "In an audit run the host kernel tells us every call before it is made. Complete, and"
                    + " many times slower.");

    private final String label;
    private final String explanation;

    Witness(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    /** Short name. */
    public String label() {
        return label;
    }

    /** What it does, for people. */
    public String explanation() {
        return explanation;
    }
}
