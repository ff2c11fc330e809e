// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.failure;

/** This host lacks something that machines need, or a call to its kernel failed. */
public final class HostFailure extends EngineFailure {
    private static final long serialVersionUID = 1L;

    /** What the host lacks. */
    public enum Reason {
        /** {@code dozen-vm} is not where it should be. */
        PROGRAM_MISSING,
        /** {@code dozen-vm} is there but cannot be executed. */
        PROGRAM_NOT_EXECUTABLE,
        /** No shared memory to be had (memfd_create was refused). */
        NO_SHARED_MEMORY,
        /** The kernel has no seccomp filter, or does not let us install one. */
        NO_SECCOMP,
        /** The processor or kernel does not let programs set the FS base. */
        NO_FSGSBASE,
        /** A system call of the engine failed; {@link #step()} and {@link #errno()} say which. */
        CALL_FAILED
    }

    private final Reason reason;
    private final String step;
    private final int errno;

    public HostFailure(Reason reason, String step, int errno, String sentence) {
        super(sentence);
        this.reason = reason;
        this.step = step;
        this.errno = errno;
    }

    public Reason reason() {
        return reason;
    }

    /** The step that failed, in the words of the system call interface. */
    public String step() {
        return step;
    }

    /** The error number of the step, 0 if there is none. */
    public int errno() {
        return errno;
    }

    @Override
    public String reasonName() {
        return reason.name();
    }
}
