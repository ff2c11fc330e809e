// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.console.OwnTerminal;
import org.dozen.engine.machine.Ending;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineListener;
import org.dozen.engine.machine.MachineState;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs a machine with its console on the terminal, or on whatever standard input and output are.
 */
final class TerminalSession implements AutoCloseable {
    private static final Duration SIGNAL_PATIENCE = Duration.ofSeconds(3);
    private static final long RESIZE_MILLIS = 100;
    private static final int CHUNK = 64 * 1024;

    private final Machine machine;
    private final Optional<OwnTerminal> terminal = OwnTerminal.find();
    private final BlockingQueue<MachineState> states = new LinkedBlockingQueue<>();
    private final Machine.Listening listening;
    private final Thread onSignal;
    private final OutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
    private volatile boolean lineBegun;
    private volatile boolean raw;

    TerminalSession(Machine machine) {
        this.machine = machine;
        this.listening =
                machine.listen(
                        new MachineListener() {
                            @Override
                            public void stateChanged(
                                    Machine changed, MachineState from, MachineState to) {
                                states.add(to);
                            }

                            @Override
                            public void warned(Machine warned, String sentence) {
                                say(sentence);
                            }
                        });
        this.onSignal = Thread.ofPlatform().name("dozen-on-signal").unstarted(this::signalled);
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** Runs until the machine has ended for good. */
    void run() throws InterruptedException {
        boolean interactive = machine.settings().command().isEmpty();
        machine.start(size());
        if (terminal.isPresent()) {
            if (interactive) {
                say("The console of " + machine.name() + "; Ctrl-] three times ends it by force.");
            }
            terminal.get().makeRaw(interactive);
            raw = interactive;
            Thread.ofPlatform().daemon().name("dozen-resize").start(this::followSize);
        }
        Thread.ofPlatform()
                .daemon()
                .name("dozen-input")
                .start(new TypedInput(machine, System.in, terminal.isPresent())::run);
        Optional<Console> seen = Optional.empty();
        do {
            Console console = nextConsole(seen);
            seen = Optional.of(console);
            copyOutput(console.output());
        } while (startsAgain());
    }

    private ConsoleSize size() {
        return terminal.flatMap(OwnTerminal::size).orElse(ConsoleSize.USUAL);
    }

    /** The console of the run that has just begun: another one than that of the last. */
    private Console nextConsole(Optional<Console> last) throws InterruptedException {
        while (true) {
            Optional<Console> now = machine.console();
            if (now.isPresent() && !now.equals(last)) {
                return now.get();
            }
            Thread.sleep(1);
        }
    }

    /** Waits for the end of a run; gives whether another one follows. */
    private boolean startsAgain() throws InterruptedException {
        boolean rebooting = false;
        while (true) {
            switch (states.take()) {
                case ENDED -> {
                    rebooting = rebooting();
                    if (!rebooting) {
                        return false;
                    }
                }
                case FAILED -> {
                    return false;
                }
                case STARTING -> {
                    if (rebooting) {
                        return true;
                    }
                }
                default -> {
                    // On its way.
                }
            }
        }
    }

    /** A machine whose next run has begun already says nothing of its last end. */
    private boolean rebooting() {
        return machine.settings().command().isEmpty()
                && machine.ending().map(last -> last.kind() == Ending.Kind.REBOOT).orElse(true);
    }

    private void copyOutput(InputStream from) {
        byte[] buffer = new byte[CHUNK];
        try {
            int got = from.read(buffer);
            while (got > 0) {
                standardOutput.write(buffer, 0, got);
                lineBegun = buffer[got - 1] != '\n';
                got = from.read(buffer);
            }
        } catch (IOException nobodyReads) {
            // As with any program whose output is closed: there is no point in going on.
            machine.stop();
            drain(from);
        }
    }

    private static void drain(InputStream from) {
        try {
            from.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // That is what we wait for.
        }
    }

    /** The host tells a terminal's owner of a new size by a signal, which Java does not pass on. */
    private void followSize() {
        try {
            while (machine.state().active()) {
                Thread.sleep(RESIZE_MILLIS);
                machine.console().ifPresent(console -> console.resize(size()));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String sentence) {
        // A raw terminal does not return at a line feed.
        System.err.print("dozen: " + sentence + (raw ? "\r\n" : "\n"));
        System.err.flush();
    }

    /** Whether the output so far ended within a line. */
    boolean lineBegun() {
        return lineBegun;
    }

    private void signalled() {
        terminal.ifPresent(OwnTerminal::close);
        machine.stop();
        try {
            machine.awaitEnd(SIGNAL_PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        machine.close();
    }

    @Override
    public void close() {
        terminal.ifPresent(OwnTerminal::close);
        listening.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException underWay) {
            // A signal came: then the hook does the rest.
        }
    }
}
