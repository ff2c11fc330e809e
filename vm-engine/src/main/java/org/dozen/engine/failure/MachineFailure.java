// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.failure;

/** A machine could not be started, or its run ended badly. */
public final class MachineFailure extends EngineFailure {
    private static final long serialVersionUID = 1L;

    /** What went wrong with the machine. */
    public enum Reason {
        /** Less memory than a guest kernel needs. */
        TOO_LITTLE_MEMORY,
        /** More memory than this host can give, or than a machine can address. */
        TOO_MUCH_MEMORY,
        /** A setting cannot be passed on, for example a command line that is too long. */
        BAD_SETTING,
        /** The machine said that it could not start; the sentence has its words. */
        START,
        /** The guest kernel gave up; the sentence has its words. */
        PANIC,
        /** The process was killed by a signal from outside. */
        KILLED,
        /** Strict mode: a refused call ended the machine. */
        REFUSED_CALL,
        /** The process ended in a way that the contract does not know. */
        UNKNOWN_END
    }

    private final Reason reason;

    public MachineFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String reasonName() {
        return reason.name();
    }
}
