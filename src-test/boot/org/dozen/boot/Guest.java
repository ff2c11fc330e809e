// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.opentest4j.AssertionFailedError;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A real machine under test: started by the engine from the image of test programs, its console
 * collected as text, everything let go of at the end.
 */
final class Guest implements AutoCloseable {
    /** Longer than anything here takes on a busy machine; only a broken machine gets there. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final VmEngine engine;
    private final Machine machine;
    private final StringBuilder printed = new StringBuilder();
    private Thread reader = new Thread(() -> {});

    private Guest(VmEngine engine, Machine machine) {
        this.engine = engine;
        this.machine = machine;
    }

    /** A machine that boots a fresh copy of the test image; not started. */
    static Guest fresh(Path scratch, UnaryOperator<MachineSettings> settings) {
        return of(scratch, Built.file("tests.ext4"), settings);
    }

    /** A machine that boots this file itself; not started. */
    static Guest from(Path scratch, Path image, UnaryOperator<MachineSettings> settings) {
        VmEngine engine = engine(scratch, scratch.resolve("no-starter.ext4"));
        Image found = engine.images().inspect(image);
        return new Guest(engine, engine.machine(settings.apply(MachineSettings.of(found))));
    }

    private static Guest of(Path scratch, Path starter, UnaryOperator<MachineSettings> settings) {
        VmEngine engine = engine(scratch, starter);
        Image image =
                engine.images().list().stream().filter(Image::shipped).findFirst().orElseThrow();
        return new Guest(engine, engine.machine(settings.apply(MachineSettings.of(image))));
    }

    private static VmEngine engine(Path scratch, Path starter) {
        return VmEngine.open(
                new EngineDirectories(
                        scratch.resolve("images"),
                        scratch.resolve("running"),
                        Built.file("dozen-vm"),
                        starter));
    }

    Machine machine() {
        return machine;
    }

    /** Starts it and begins to collect what it prints. */
    Guest start() {
        machine.start(ConsoleSize.USUAL);
        InputStream output = machine.console().orElseThrow().output();
        reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                collect(output);
                            } catch (IOException ended) {
                                note("\n[console: " + ended.getMessage() + "]");
                            }
                        });
        return this;
    }

    private void collect(InputStream output) throws IOException {
        byte[] bytes = new byte[8192];
        for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
            note(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
    }

    private void note(String text) {
        synchronized (printed) {
            printed.append(text);
            printed.notifyAll();
        }
    }

    /** Everything printed so far. */
    String printed() {
        synchronized (printed) {
            return printed.toString();
        }
    }

    /** Types text. */
    void type(String text) {
        try {
            machine.console().orElseThrow().input().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Waits until this has been printed after the given position; returns the position behind it.
     */
    int awaitText(String text, int from) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (printed) {
            int at = printed.indexOf(text, from);
            while (at < 0) {
                long left = end - System.nanoTime();
                if (left <= 0 || (!machine.state().active() && !reader.isAlive())) {
                    throw new AssertionFailedError(
                            "never printed: '" + text + "'; printed: " + printed);
                }
                printed.wait(Math.clamp(left / 1_000_000, 1, 100));
                at = printed.indexOf(text, from);
            }
            return at + text.length();
        }
    }

    /** Waits for the end and for the last of the output. */
    Ending awaitEnd() throws InterruptedException {
        if (!machine.awaitEnd(PATIENCE)) {
            throw new AssertionFailedError("does not end; printed: " + printed());
        }
        reader.join(PATIENCE);
        return machine.ending().orElseThrow();
    }

    @Override
    public void close() {
        machine.close();
        engine.close();
    }
}
