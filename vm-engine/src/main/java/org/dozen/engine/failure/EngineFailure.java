// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.failure;

/**
 * Something that went wrong, said in one sentence that names what, where and, if it is known, what
 * to do. The message of the exception is that sentence; it is fit for people. What failed is in the
 * reason of the subclass, for programs.
 */
public abstract sealed class EngineFailure extends RuntimeException
        permits ImageFailure, MachineFailure, HostFailure, TraceFailure {
    private static final long serialVersionUID = 1L;

    EngineFailure(String sentence) {
        super(sentence);
    }

    EngineFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence for people: never empty, one line. */
    public final String sentence() {
        return String.valueOf(getMessage());
    }

    /** Name of the reason, stable, for a key of a text or for a report. */
    public abstract String reasonName();
}
