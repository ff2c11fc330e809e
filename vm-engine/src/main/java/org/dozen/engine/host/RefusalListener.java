// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import org.dozen.engine.failure.HostFailure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Our end of a machine's seccomp user notifications. Every notification is a refused call; every
 * answer is EPERM. Used by one thread.
 */
public final class RefusalListener implements AutoCloseable {
    // _IOWR('!', 0, struct seccomp_notif) and _IOWR('!', 1, struct seccomp_notif_resp)
    private static final long NOTIF_RECV = 0xC0502100L;
    private static final long NOTIF_SEND = 0xC0182101L;
    private static final int NOTIF_BYTES = 80;
    private static final int ANSWER_BYTES = 24;
    private static final int FLAG_CONTINUE = 1;
    private static final int MOST_TEXT = 128;

    private final Descriptor descriptor;
    private final int pid;
    private boolean broken;

    private RefusalListener(Descriptor descriptor, int pid) {
        this.descriptor = descriptor;
        this.pid = pid;
    }

    /**
     * Takes the listener out of a machine.
     *
     * @param number its descriptor number there, as the machine claims
     * @return empty if the process has ended, or has no such descriptor
     * @throws HostFailure if the host does not let us
     */
    public static Optional<RefusalListener> takeFrom(VmProcess process, int number) {
        try {
            return Optional.of(new RefusalListener(process.copyOf(number), process.pid()));
        } catch (HostFailure refused) {
            if (refused.errno() == LibC.EPERM) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /**
     * Waits for a refused call.
     *
     * @return whether there may be one; false when there will be none any more
     */
    public boolean await() {
        return !broken && Poll.readable(descriptor, -1) == Poll.Event.DATA;
    }

    /**
     * Receives one refused call, to be called after {@link #await()}. May wait for the next one
     * when the one announced has gone away meanwhile, which is why it needs a thread of its own.
     */
    public Optional<Refusal> receive() {
        try (Memory notification = new Memory(NOTIF_BYTES)) {
            notification.clear();
            descriptor.use(fd -> LibC.ioctl(fd, NOTIF_RECV, notification));
            List<Long> arguments = Arrays.stream(notification.getLongArray(32, 6)).boxed().toList();
            return Optional.of(
                    new Refusal(
                            notification.getLong(0),
                            notification.getInt(16),
                            notification.getInt(20),
                            notification.getLong(24),
                            arguments));
        } catch (LastErrorException error) {
            // ENOENT: the caller was killed meanwhile. Anything else: this is no listener.
            broken = error.getErrorCode() != LibC.ENOENT && error.getErrorCode() != LibC.EINTR;
            return Optional.empty();
        } catch (IOException closed) {
            broken = true;
            return Optional.empty();
        }
    }

    /**
     * Refuses a call: it fails with EPERM in the machine.
     *
     * @return whether the call still waited for the answer; if a signal interrupted it, the machine
     *     makes it again and it comes as another one
     */
    public boolean refuse(Refusal refusal) {
        try (Memory answer = new Memory(ANSWER_BYTES)) {
            answer.clear();
            answer.setLong(0, refusal.id());
            answer.setInt(16, -LibC.EPERM);
            descriptor.use(fd -> LibC.ioctl(fd, NOTIF_SEND, answer));
            return true;
        } catch (LastErrorException | IOException gone) {
            return false;
        }
    }

    /**
     * Lets a call go on as if nobody had asked: for an audit run, in which allowed calls are told
     * as well. Decides nothing by itself.
     *
     * @return whether the call still waited for the answer
     */
    public boolean proceed(Refusal refusal) {
        try (Memory answer = new Memory(ANSWER_BYTES)) {
            answer.clear();
            answer.setLong(0, refusal.id());
            answer.setInt(20, FLAG_CONTINUE);
            descriptor.use(fd -> LibC.ioctl(fd, NOTIF_SEND, answer));
            return true;
        } catch (LastErrorException | IOException gone) {
            return false;
        }
    }

    /**
     * Reads a C string of the machine while its call waits.
     *
     * @return the text up to its end, at most 128 bytes of it; empty if it cannot be read
     */
    public Optional<String> text(long address) {
        try (Memory local = new Memory(16);
                Memory remote = new Memory(16);
                Memory bytes = new Memory(MOST_TEXT)) {
            // One page at most: a string that ends just before unmapped memory must be readable.
            long upTo = Math.min(MOST_TEXT, 4096 - (address & 4095));
            local.setPointer(0, bytes);
            local.setLong(8, upTo);
            remote.setLong(0, address);
            remote.setLong(8, upTo);
            int got = (int) LibC.process_vm_readv(pid, local, 1, remote, 1, 0);
            byte[] read = bytes.getByteArray(0, Math.max(0, got));
            int length = 0;
            while (length < read.length && read[length] != 0) {
                length++;
            }
            return Optional.of(new String(read, 0, length, StandardCharsets.UTF_8));
        } catch (LastErrorException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }

    /**
     * A refused call as the host kernel tells it.
     *
     * @param id the kernel's number for this notification
     * @param number system call number
     * @param architecture AUDIT_ARCH of the call
     * @param address address after the instruction
     * @param arguments its six arguments
     */
    public record Refusal(
            long id, int number, int architecture, long address, List<Long> arguments) {
        public Refusal {
            arguments = List.copyOf(arguments);
        }
    }
}
