// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.Needs;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.MachineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.trace.HostCallCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What tests of real machines need: an engine of their own, the starter image, a typist. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class RealMachines {
    static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path folder;
    VmEngine engine;
    Image starter;

    @BeforeEach
    void openEngine() {
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
        starter = engine.images().resolve("starter");
    }

    @AfterEach
    void closeEngine() {
        engine.close();
        assertThat(engine.machines()).isEmpty();
    }

    Machine command(String line) {
        return engine.machine(MachineSettings.of(starter).withCommand(line));
    }

    void refuses(MachineSettings settings, String words) {
        Machine machine = engine.machine(settings);
        assertThatThrownBy(() -> machine.start(ConsoleSize.USUAL))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining(words);
        assertThat(machine.state()).isEqualTo(MachineState.FAILED);
    }

    static MachineFailure.Reason reason(Ending ending) {
        return ((MachineFailure) ending.failure().orElseThrow()).reason();
    }

    static long count(Machine machine, String name) {
        return machine.hostCalls().rows().stream()
                .filter(row -> row.call().name().equals(name))
                .mapToLong(HostCallCount::count)
                .sum();
    }

    static MachineListener recordStates(List<MachineState> to) {
        return new MachineListener() {
            @Override
            public void stateChanged(Machine machine, MachineState from, MachineState now) {
                to.add(now);
            }
        };
    }

    static String outputOf(Machine machine) throws Exception {
        machine.start(ConsoleSize.USUAL);
        String output = readToEnd(machine);
        assertThat(machine.awaitEnd(LONG)).isTrue();
        return output;
    }

    static String readToEnd(Machine machine) throws IOException {
        return new String(
                machine.console().orElseThrow().output().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String readUntil(Machine machine, String wanted) throws IOException {
        InputStream output = machine.console().orElseThrow().output();
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(wanted) < 0) {
            int next = output.read();
            assertThat(next).as("the machine ended; it said: %s", seen).isNotNegative();
            seen.append((char) next);
        }
        return seen.toString();
    }

    static void type(Machine machine, String text) throws IOException {
        OutputStream input = machine.console().orElseThrow().input();
        input.write(text.getBytes(StandardCharsets.UTF_8));
    }

    static void awaitSize(List<?> told, int size) throws InterruptedException {
        while (told.size() < size) {
            Thread.sleep(1);
        }
    }

    static void awaitNextRun(Machine machine, Console before) throws InterruptedException {
        while (machine.console().orElseThrow().equals(before)) {
            Thread.sleep(1);
        }
        awaitState(machine, MachineState.RUNNING);
    }

    static void awaitState(Machine machine, MachineState wanted) throws InterruptedException {
        while (machine.state() != wanted) {
            Thread.sleep(1);
        }
    }
}
