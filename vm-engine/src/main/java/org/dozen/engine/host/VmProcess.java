// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import org.dozen.engine.failure.HostFailure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process of one machine, held by a descriptor, so that a signal never hits another process
 * that got the same number. One thread waits for it; signals may come from any.
 */
public final class VmProcess implements AutoCloseable {
    /** Asks for attention: the machine looks at requests and at the console's size. */
    public static final int SIGUSR1 = 10;

    public static final int SIGKILL = 9;

    /** How long one line of start-up messages may be together, in bytes. */
    private static final int MOST_MESSAGES = 4096;

    private static final int SIGINFO_BYTES = 128;
    private static final int CLD_EXITED = 1;

    private final int pid;
    private final Descriptor handle;
    private final Descriptor messages;
    private final StringBuilder said = new StringBuilder();

    private VmProcess(int pid, Descriptor handle, Descriptor messages) {
        this.pid = pid;
        this.handle = handle;
        this.messages = messages;
    }

    /**
     * Starts the machine program.
     *
     * @param console its end of the console is closed here afterwards
     * @param disks open disk files, handed over in this order; stay open here
     */
    public static VmProcess start(
            Path program,
            List<String> arguments,
            ConsoleSocket console,
            SharedMemory shared,
            List<DiskFile> disks) {
        Descriptor[] pipe = Descriptor.pipe();
        List<Descriptor> handedOver = new ArrayList<>();
        handedOver.add(console.theirs());
        handedOver.add(console.theirs());
        handedOver.add(pipe[1]);
        handedOver.add(shared.descriptor());
        disks.forEach(disk -> handedOver.add(disk.descriptor()));
        try {
            int pid = Spawn.start(program, arguments, handedOver);
            return new VmProcess(pid, openHandle(pid), pipe[0]);
        } catch (HostFailure failure) {
            pipe[0].close();
            throw failure;
        } finally {
            pipe[1].close();
            console.closeTheirs();
        }
    }

    private static Descriptor openHandle(int pid) {
        // Ours to wait for, so its number cannot have been given to another process yet.
        return new Descriptor(
                Syscall.check(
                        "pidfd_open", () -> (int) LibC.syscall(LibC.SYS_PIDFD_OPEN, pid, 0, 0, 0)));
    }

    public int pid() {
        return pid;
    }

    /** Sends a signal; nothing happens if the process has ended. */
    public void signal(int number) {
        try {
            handle.use(fd -> (int) LibC.syscall(LibC.SYS_PIDFD_SEND_SIGNAL, fd, number, 0, 0));
        } catch (LastErrorException | java.io.IOException gone) {
            // It has ended, which is what a signal could at most have brought about.
        }
    }

    /**
     * Waits until the process has ended and can be reaped, or until time is up.
     *
     * @param millis at most this long
     * @return whether it has ended
     */
    public boolean awaitEnd(int millis) {
        return Poll.readable(handle, millis) != Poll.Event.NOTHING;
    }

    /** Takes a copy of a descriptor out of the process. */
    Descriptor copyOf(int descriptor) {
        return new Descriptor(
                Syscall.check(
                        "pidfd_getfd",
                        () ->
                                (int)
                                        LibC.syscall(
                                                LibC.SYS_PIDFD_GETFD,
                                                handle.number(),
                                                descriptor,
                                                0,
                                                0)));
    }

    /** What the process has said on its message descriptor so far. */
    public String messages() {
        try (Memory buffer = new Memory(MOST_MESSAGES)) {
            while (said.length() < MOST_MESSAGES) {
                int got = messages.use(fd -> (int) LibC.read(fd, buffer, MOST_MESSAGES));
                if (got <= 0) {
                    break;
                }
                said.append(new String(buffer.getByteArray(0, got), StandardCharsets.UTF_8));
            }
        } catch (LastErrorException | java.io.IOException nothingMore) {
            // Empty for now, or closed.
        }
        return said.toString();
    }

    /** Waits for the end and takes the status; afterwards the process number is free. */
    public ExitStatus reap() {
        try (Memory info = new Memory(SIGINFO_BYTES)) {
            info.clear();
            Syscall.check(
                    "waitid", () -> LibC.waitid(LibC.P_PIDFD, handle.number(), info, LibC.WEXITED));
            int code = info.getInt(8);
            int status = info.getInt(24);
            return new ExitStatus(code == CLD_EXITED ? status : 0, code == CLD_EXITED ? 0 : status);
        }
    }

    @Override
    public void close() {
        messages.close();
        handle.close();
    }
}
