// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;

import org.dozen.engine.failure.HostFailure;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Memory shared with a machine: an anonymous file whose size is sealed, so that nobody can pull it
 * away under a reader.
 */
public final class SharedMemory implements AutoCloseable {
    private final Descriptor descriptor;
    private final long bytes;

    private SharedMemory(Descriptor descriptor, long bytes) {
        this.descriptor = descriptor;
        this.bytes = bytes;
    }

    /**
     * Makes shared memory, all zero.
     *
     * @throws HostFailure if the host has none to give
     */
    public static SharedMemory create(String name, long bytes) {
        Descriptor descriptor;
        try {
            descriptor =
                    new Descriptor(
                            LibC.memfd_create(name, LibC.MFD_CLOEXEC | LibC.MFD_ALLOW_SEALING));
        } catch (LastErrorException error) {
            throw none("memfd_create", error.getErrorCode());
        }
        try {
            LibC.ftruncate(descriptor.number(), bytes);
            LibC.fcntl(
                    descriptor.number(),
                    LibC.F_ADD_SEALS,
                    LibC.F_SEAL_SHRINK | LibC.F_SEAL_GROW | LibC.F_SEAL_SEAL);
            return new SharedMemory(descriptor, bytes);
        } catch (LastErrorException error) {
            descriptor.close();
            throw none("sizing and sealing a memfd", error.getErrorCode());
        }
    }

    private static HostFailure none(String step, int errno) {
        return new HostFailure(
                HostFailure.Reason.NO_SHARED_MEMORY,
                step,
                errno,
                "This host gives no shared memory, which every machine needs for its counters ("
                        + step
                        + ": "
                        + Syscall.words(errno)
                        + "). Check the limits of memory and of open files.");
    }

    /** Maps it. The mapping lives as long as it can be reached, also after {@link #close()}. */
    public MemorySegment map() {
        try (FileChannel channel =
                FileChannel.open(
                        descriptor.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
        } catch (IOException | OutOfMemoryError refused) {
            HostFailure failure = none("mapping a memfd", 0);
            failure.initCause(refused);
            throw failure;
        }
    }

    Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
