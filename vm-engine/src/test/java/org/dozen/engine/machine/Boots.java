// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.Needs;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.ConsoleSize;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Real machines for tests, booted from the starter image. */
final class Boots implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final VmEngine engine;

    Boots(Path folder) {
        Path build = Needs.root().resolve("native/build");
        Path program = Needs.file(build.resolve("dozen-vm"), "make -C native");
        Path shipped = Needs.file(build.resolve("starter.ext4"), "make -C native");
        engine =
                VmEngine.open(
                        new EngineDirectories(
                                folder.resolve("images"),
                                folder.resolve("scratch"),
                                program,
                                shipped));
    }

    /** Settings of a machine that runs a line. */
    MachineSettings settings(String line) {
        return MachineSettings.of(engine.images().resolve("starter")).withCommand(line);
    }

    Machine machine(MachineSettings settings) {
        return engine.machine(settings);
    }

    /** Runs a machine to its end; gives what it printed. */
    static String run(Machine machine) throws IOException, InterruptedException {
        machine.start(ConsoleSize.USUAL);
        String said = RealMachines.readToEnd(machine);
        assertThat(machine.awaitEnd(LONG)).isTrue();
        return said;
    }

    @Override
    public void close() {
        engine.close();
    }
}
