// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.machine;

import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.console.TypedLines;
import org.dozen.engine.host.ConsoleSocket;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** The console of one run. */
final class MachineConsole implements Console {
    private final ConsoleSocket socket;
    private final OutputStream input;
    private final Consumer<ConsoleSize> tell;
    private volatile ConsoleSize size;

    /**
     * A console.
     *
     * @param tell passes a new size on to the machine
     * @param typed is told of each line typed
     */
    MachineConsole(
            ConsoleSocket socket,
            ConsoleSize size,
            Consumer<ConsoleSize> tell,
            Consumer<String> typed) {
        this.socket = socket;
        this.input = new TypedLines(socket.output(), typed);
        this.size = size;
        this.tell = tell;
    }

    @Override
    public InputStream output() {
        return socket.input();
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public int untaken() {
        return socket.untaken();
    }

    @Override
    public void resize(ConsoleSize wanted) {
        if (!wanted.equals(size)) {
            size = wanted;
            tell.accept(wanted);
        }
    }

    @Override
    public ConsoleSize size() {
        return size;
    }

    void close() {
        socket.close();
    }
}
