// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import org.dozen.engine.failure.HostFailure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches some calls of a running process by ptrace and lets it go again. The process runs on as
 * before, only slower while it is watched: signals are handed on, nothing in it is read or changed.
 * If the watching thread ends, the host kernel lets the process go by itself.
 *
 * <p>All of it happens on the one thread that calls {@link #watch}, as ptrace demands.
 */
public final class CallBurst {
    private static final int SYSCALL_STOP = 5 | 0x80; // SIGTRAP, marked by TRACESYSGOOD
    private static final int EVENT_STOP = 128;
    private static final int SIGSTOP = 19;
    private static final int SIGTTOU = 22;
    private static final int OP_ENTRY = 1;
    private static final int OP_EXIT = 2;
    private static final int INFO_BYTES = 128;
    private static final int SPINS = 50;
    private static final long PAUSE_NANOS = 20_000;
    private static final Duration LET_GO_PATIENCE = Duration.ofSeconds(2);

    private final int pid;
    private final Seen seen;
    private final Memory info;

    private CallBurst(int pid, Seen seen, Memory info) {
        this.pid = pid;
        this.seen = seen;
        this.info = info;
    }

    /** Is told what is seen, on the watching thread. */
    public interface Seen {
        /**
         * A call enters the host kernel.
         *
         * @param number system call number
         * @param address address after its instruction
         * @return whether to go on watching
         */
        boolean entered(long number, long address);

        /**
         * The call is back.
         *
         * @param result as the process gets it
         */
        void left(long result);

        /** The process is about to get a signal. */
        void signalled(int signal);
    }

    /**
     * Watches a process.
     *
     * @param atMost ends the watching of a process that makes few calls
     * @throws HostFailure if the host does not let us trace it
     */
    public static void watch(VmProcess process, Duration atMost, Seen seen) {
        try (Memory info = new Memory(INFO_BYTES)) {
            new CallBurst(process.pid(), seen, info).watch(System.nanoTime() + atMost.toNanos());
        }
    }

    private void watch(long until) {
        attach();
        boolean running = true;
        int stop = 0;
        try {
            ptrace(LibC.PTRACE_INTERRUPT, 0);
            stop = awaitStop(until);
            while (stop > 0 && !endsHere(stop)) {
                running = false;
                if (isCall(stop) && !tell()) {
                    break;
                }
                if (signalOf(stop) != 0) {
                    seen.signalled(signalOf(stop));
                }
                ptrace(LibC.PTRACE_SYSCALL, signalOf(stop));
                running = true;
                stop = awaitStop(until);
            }
            running &= stop == 0;
            letGo(running, stop);
        } catch (LastErrorException gone) {
            // It has ended, which is nothing that we brought about.
        }
    }

    private void attach() {
        try {
            LibC.ptrace(
                    LibC.PTRACE_SEIZE,
                    pid,
                    Pointer.NULL,
                    Pointer.createConstant(LibC.PTRACE_O_TRACESYSGOOD));
        } catch (LastErrorException refused) {
            throw Syscall.failed("ptrace(PTRACE_SEIZE)", refused.getErrorCode());
        }
    }

    /** Somebody has stopped it, and it shall stay so. */
    private static boolean endsHere(int stop) {
        int signal = stop & 0xff;
        return stop >> 8 == EVENT_STOP && signal >= SIGSTOP && signal <= SIGTTOU;
    }

    private static boolean isCall(int stop) {
        return stop == SYSCALL_STOP;
    }

    /** The signal to hand on. */
    private static int signalOf(int stop) {
        return isCall(stop) || stop >> 8 != 0 ? 0 : stop & 0xff;
    }

    private boolean tell() {
        info.clear();
        LibC.ptrace(LibC.PTRACE_GET_SYSCALL_INFO, pid, Pointer.createConstant(INFO_BYTES), info);
        byte operation = info.getByte(0);
        if (operation == OP_EXIT) {
            seen.left(info.getLong(24));
        }
        return operation != OP_ENTRY || seen.entered(info.getLong(24), info.getLong(8));
    }

    private void letGo(boolean running, int stop) {
        int last = stop;
        if (running) {
            ptrace(LibC.PTRACE_INTERRUPT, 0);
            last = awaitStop(System.nanoTime() + LET_GO_PATIENCE.toNanos());
        }
        if (last > 0) {
            ptrace(LibC.PTRACE_DETACH, signalOf(last));
        }
    }

    private void ptrace(long request, int signal) {
        LibC.ptrace(request, pid, Pointer.NULL, Pointer.createConstant(signal));
    }

    /** Gives how it stopped, 0 when time was up, -1 when it has ended. */
    private int awaitStop(long until) {
        int tries = 0;
        while (true) {
            info.clear();
            try {
                LibC.waitid(LibC.P_PID, pid, info, LibC.WSTOPPED | LibC.WNOHANG);
            } catch (LastErrorException ended) {
                if (ended.getErrorCode() != LibC.EINTR) {
                    return -1;
                }
            }
            if (info.getInt(16) == pid) {
                return info.getInt(24);
            }
            if (System.nanoTime() - until > 0) {
                return 0;
            }
            if (++tries > SPINS) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
