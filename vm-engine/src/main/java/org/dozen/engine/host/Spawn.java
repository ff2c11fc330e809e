// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import org.dozen.engine.failure.HostFailure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Starts a process that has exactly the descriptors it is given, an empty environment, no blocked
 * signals, default signal actions and a session of its own.
 */
final class Spawn {
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;

    // Generous for every glibc: 80, 336 and 128 bytes today.
    private static final int ACTIONS_BYTES = 256;
    private static final int ATTRIBUTES_BYTES = 512;
    private static final int SIGNAL_SET_BYTES = 128;

    // Above every descriptor a machine is given, so that placing one never overwrites another.
    private static final int CLEAR_OF_TARGETS = 64;

    private Spawn() {}

    /**
     * Starts a program.
     *
     * @param arguments without the program's name
     * @param descriptors what becomes descriptor 0, 1, 2 ... of the process; stay open here
     * @return process number
     */
    static int start(Path program, List<String> arguments, List<Descriptor> descriptors) {
        List<Descriptor> clear = new ArrayList<>();
        try (Memory actions = new Memory(ACTIONS_BYTES);
                Memory attributes = new Memory(ATTRIBUTES_BYTES);
                Memory pid = new Memory(4)) {
            for (Descriptor descriptor : descriptors) {
                clear.add(duplicate(descriptor));
            }
            prepareActions(actions, clear);
            prepareAttributes(attributes);
            List<String> argv = new ArrayList<>();
            argv.add("dozen-vm");
            argv.addAll(arguments);
            try (Strings words = Strings.of(argv);
                    Strings environment = Strings.of(List.of())) {
                int error =
                        LibC.posix_spawn(
                                pid,
                                program.toString(),
                                actions,
                                attributes,
                                words.array,
                                environment.array);
                if (error != 0) {
                    throw notStarted(program, error);
                }
            } finally {
                LibC.posix_spawn_file_actions_destroy(actions);
                LibC.posix_spawnattr_destroy(attributes);
            }
            return pid.getInt(0);
        } finally {
            clear.forEach(Descriptor::close);
        }
    }

    private static Descriptor duplicate(Descriptor descriptor) {
        return new Descriptor(
                Syscall.check(
                        "fcntl(F_DUPFD_CLOEXEC)",
                        () ->
                                LibC.fcntl(
                                        descriptor.number(),
                                        LibC.F_DUPFD_CLOEXEC,
                                        CLEAR_OF_TARGETS)));
    }

    private static void prepareActions(Pointer actions, List<Descriptor> clear) {
        must(() -> LibC.posix_spawn_file_actions_init(actions));
        for (int target = 0; target < clear.size(); target++) {
            int as = target;
            must(() -> LibC.posix_spawn_file_actions_adddup2(actions, clear.get(as).number(), as));
        }
        must(() -> LibC.posix_spawn_file_actions_addclosefrom_np(actions, clear.size()));
    }

    private static void prepareAttributes(Pointer attributes) {
        try (Memory set = new Memory(SIGNAL_SET_BYTES)) {
            must(() -> LibC.posix_spawnattr_init(attributes));
            must(() ->
                    LibC.posix_spawnattr_setflags(
                            attributes, (short) (SETSIGDEF | SETSIGMASK | SETSID)));
            LibC.sigemptyset(set);
            must(() -> LibC.posix_spawnattr_setsigmask(attributes, set));
            LibC.sigfillset(set);
            must(() -> LibC.posix_spawnattr_setsigdefault(attributes, set));
        }
    }

    private static void must(IntSupplier call) {
        int error = call.getAsInt();
        if (error != 0) {
            throw Syscall.failed("posix_spawn", error);
        }
    }

    private static HostFailure notStarted(Path program, int error) {
        if (error == LibC.ENOENT) {
            return new HostFailure(
                    HostFailure.Reason.PROGRAM_MISSING,
                    "posix_spawn",
                    error,
                    "The machine program "
                            + program
                            + " is missing. Build it with `mvn` in the project's folder, or name"
                            + " the folder it is in by DOZEN_HOME.");
        }
        return new HostFailure(
                HostFailure.Reason.PROGRAM_NOT_EXECUTABLE,
                "posix_spawn",
                error,
                "The machine program "
                        + program
                        + " could not be started: "
                        + Syscall.words(error)
                        + ".");
    }

    /** A NULL-terminated array of C strings. */
    private record Strings(Memory array, List<Memory> texts) implements AutoCloseable {
        static Strings of(List<String> words) {
            Memory array = new Memory((long) Native.POINTER_SIZE * (words.size() + 1));
            List<Memory> texts = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                byte[] bytes = words.get(i).getBytes(StandardCharsets.UTF_8);
                Memory text = new Memory(bytes.length + 1L);
                text.write(0, bytes, 0, bytes.length);
                text.setByte(bytes.length, (byte) 0);
                texts.add(text);
                array.setPointer((long) Native.POINTER_SIZE * i, text);
            }
            array.setPointer((long) Native.POINTER_SIZE * words.size(), Pointer.NULL);
            return new Strings(array, texts);
        }

        @Override
        public void close() {
            texts.forEach(Memory::close);
            array.close();
        }
    }
}
