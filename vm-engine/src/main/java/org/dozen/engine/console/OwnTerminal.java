// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.console;

import org.dozen.engine.host.Terminal;

import java.util.Optional;

/**
 * The terminal that this program itself was started from, to show a machine's console on it. Any
 * thread.
 */
public final class OwnTerminal implements AutoCloseable {
    private final Terminal terminal;

    private OwnTerminal(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The terminal on standard input; empty if that is something else. */
    public static Optional<OwnTerminal> find() {
        return Terminal.ofStandardInput().map(OwnTerminal::new);
    }

    /**
     * Passes every key on as it is typed, without echo, until {@link #close()}. Closing is for a
     * shutdown hook too, so that a signal does not leave the terminal behind unusable.
     *
     * @param rawOutput pass output on unchanged as well; otherwise a line feed still returns
     */
    public void makeRaw(boolean rawOutput) {
        terminal.makeRaw(rawOutput);
    }

    /** Its size now; empty if it does not say. */
    public Optional<ConsoleSize> size() {
        return terminal.size().map(size -> new ConsoleSize(size.columns(), size.rows()));
    }

    /** Gives the terminal back as it was. May be called twice. */
    @Override
    public void close() {
        terminal.close();
    }
}
