// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.host.ConsoleSocket;
import org.dozen.engine.host.SharedMemory;
import org.dozen.engine.host.VmProcess;
import org.dozen.engine.trace.SharedRegion;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine's process just started, with our ends of everything it was given.
 *
 * @param process the process
 * @param region the memory it shares with us
 * @param console our end of its console
 * @param words program and words it was started with
 * @param startNanos when the start was asked for, {@link System#nanoTime()}
 */
record Launch(
        VmProcess process,
        SharedRegion region,
        ConsoleSocket console,
        List<String> words,
        long startNanos) {

    /** 2 MiB: a tenth of a second of a machine that makes half a million host calls a second. */
    private static final int RING_RECORDS = 1 << 16;

    private static final int SEED_BYTES = 64;
    private static final SecureRandom ENTROPY = new SecureRandom();

    /**
     * Starts the process.
     *
     * @param disks stay open here
     * @throws EngineFailure if it cannot be; nothing is left open then
     */
    static Launch of(
            MachineSettings settings,
            Path program,
            OpenDisks disks,
            ConsoleSize size,
            String refuse,
            long startNanos) {
        List<String> words = CommandWords.of(settings, disks.plan(), refuse);
        try (SharedMemory shared = SharedMemory.create("dozen", SharedRegion.bytes(RING_RECORDS))) {
            SharedRegion region = new SharedRegion(shared.map(), RING_RECORDS);
            byte[] seed = new byte[SEED_BYTES];
            ENTROPY.nextBytes(seed);
            if (!region.prepare(seed, settings.command(), size.columns(), size.rows())) {
                throw new MachineFailure(
                        MachineFailure.Reason.BAD_SETTING,
                        "The command for the machine is too long: "
                                + MachineSettings.MOST_COMMAND
                                + " bytes are the most.");
            }
            ConsoleSocket console = ConsoleSocket.create();
            try {
                VmProcess process = VmProcess.start(program, words, console, shared, disks.all());
                List<String> shown = new ArrayList<>();
                shown.add(program.toString());
                shown.addAll(words);
                return new Launch(process, region, console, List.copyOf(shown), startNanos);
            } catch (EngineFailure failure) {
                console.close();
                throw failure;
            }
        }
    }
}
