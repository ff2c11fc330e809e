// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.HostFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.failure.TraceFailure;

/**
 * Exit codes of the command line. They lie where the status of a command in a machine rarely does.
 */
final class ExitCode {
    static final int GOOD = 0;
    static final int USAGE = 2;
    static final int TRACE = 118;
    static final int IMAGE = 119;
    static final int HOST = 120;
    static final int NOT_STARTED = 121;
    static final int PANIC = 122;
    static final int KILLED = 123;
    static final int REFUSED_CALL = 124;
    static final int INTERNAL = 125;

    private ExitCode() {}

    /** The code for a failure. */
    static int of(EngineFailure failure) {
        return switch (failure) {
            case ImageFailure image -> IMAGE;
            case HostFailure host -> HOST;
            case TraceFailure trace -> TRACE;
            case MachineFailure machine -> of(machine.reason());
        };
    }

    private static int of(MachineFailure.Reason reason) {
        return switch (reason) {
            case TOO_LITTLE_MEMORY, TOO_MUCH_MEMORY, BAD_SETTING, START -> NOT_STARTED;
            case PANIC -> PANIC;
            case KILLED, UNKNOWN_END -> KILLED;
            case REFUSED_CALL -> REFUSED_CALL;
        };
    }
}
