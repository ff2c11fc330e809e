// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

/**
 * How a process ended.
 *
 * @param code exit code, 0..255; 0 if a signal ended it
 * @param signal number of the signal that ended it, 0 if none did
 */
public record ExitStatus(int code, int signal) {
    /** As a shell would say it: the code, or 128 + signal. */
    public int shellStatus() {
        return signal == 0 ? code : 128 + signal;
    }

    /** Name of the signal, for people. */
    public String signalName() {
        return switch (signal) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 15 -> "SIGTERM";
            case 24 -> "SIGXCPU";
            case 31 -> "SIGSYS";
            default -> "signal " + signal;
        };
    }
}
