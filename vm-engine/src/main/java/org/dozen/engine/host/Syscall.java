// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;

import org.dozen.engine.failure.HostFailure;

import java.util.function.IntSupplier;

/** Turns errors of system calls into failures that say which step failed. */
final class Syscall {
    private Syscall() {}

    /** Makes a call and gives its result, trying again when a signal interrupted it. */
    static int check(String step, IntSupplier call) {
        while (true) {
            try {
                return call.getAsInt();
            } catch (LastErrorException error) {
                if (error.getErrorCode() != LibC.EINTR) {
                    throw failed(step, error.getErrorCode());
                }
            }
        }
    }

    /** A failure of a step with an error number. */
    static HostFailure failed(String step, int errno) {
        return new HostFailure(
                HostFailure.Reason.CALL_FAILED,
                step,
                errno,
                "The host refused a step that machines need: " + step + ": " + words(errno) + ".");
    }

    /** The C library's words for an error number. */
    static String words(int errno) {
        return LibC.strerror(errno);
    }
}
