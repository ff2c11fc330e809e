// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.TtyConnector;
import com.techsenger.jeditermfx.core.util.TermSize;

import org.dozen.engine.console.Console;
import org.dozen.engine.console.ConsoleSize;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Joins a terminal with the console of one run after another. Reading blocks, so that a flood of
 * output slows the machine and not the window.
 */
final class ConsoleLink implements TtyConnector {
    private static final int BUFFER = 8192;

    private final LinkedBlockingQueue<Turn> coming = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final byte[] chunk = new byte[BUFFER];
    private final ByteBuffer bytes = ByteBuffer.allocate(2 * BUFFER);
    private final CharBuffer characters = CharBuffer.allocate(2 * BUFFER).flip();
    private @Nullable Console reading;
    private volatile @Nullable Console current;
    private volatile ConsoleSize size = ConsoleSize.USUAL;
    private volatile long received;
    private volatile Consumer<ConsoleSize> onSize = ignored -> {};
    private volatile Runnable onFirstOutput = () -> {};

    /** A console to read, or words to print between two. */
    private record Turn(@Nullable Console console, String words) {}

    /** From now on this console is shown; what is left of the one before is read first. */
    void attach(Console console) {
        console.resize(size);
        current = console;
        coming.add(new Turn(console, ""));
    }

    /** Prints words of our own. */
    void print(String words) {
        coming.add(new Turn(null, words));
    }

    /** Bytes that machines have printed so far. */
    long received() {
        return received;
    }

    ConsoleSize size() {
        return size;
    }

    void onSize(Consumer<ConsoleSize> listener) {
        onSize = listener;
    }

    /** Is run, on the terminal's thread, when the first byte of a run has come. */
    void onFirstOutput(Runnable listener) {
        onFirstOutput = listener;
    }

    @Override
    public int read(char[] into, int offset, int length) {
        while (!characters.hasRemaining()) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, characters.remaining());
        characters.get(into, offset, count);
        return count;
    }

    /** Waits for output; false when the terminal is closed. */
    private boolean fill() {
        Console console = reading;
        if (console == null) {
            return next();
        }
        InputStream output = console.output();
        int count;
        try {
            count = output.read(chunk, 0, BUFFER);
        } catch (IOException machineClosed) {
            count = -1; // what the next run prints is still to be shown
        }
        if (count < 0) {
            reading = null;
            return closed.getCount() > 0;
        }
        long before = received;
        if (before == 0) {
            onFirstOutput.run();
        }
        received = before + count; // only this thread writes it
        bytes.put(chunk, 0, count);
        decode();
        return true;
    }

    private boolean next() {
        try {
            Turn turn = coming.take();
            if (closed.getCount() == 0) {
                return false;
            }
            if (turn.console() == null) {
                characters.clear();
                characters.put(turn.words());
                characters.flip();
            } else {
                bytes.clear();
                decoder.reset();
                received = 0;
                reading = turn.console();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void decode() {
        bytes.flip();
        characters.clear();
        decoder.decode(bytes, characters, false);
        bytes.compact();
        characters.flip();
    }

    @Override
    public void write(byte[] typed) throws IOException {
        Console console = current;
        if (console != null) {
            try {
                console.input().write(typed);
            } catch (IOException e) {
                // The machine has ended: what is typed now has nowhere to go, and the tab says so.
                current = null;
            }
        }
    }

    @Override
    public void write(String typed) throws IOException {
        write(typed.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void resize(TermSize now) {
        ConsoleSize wanted = new ConsoleSize(now.getColumns(), now.getRows());
        if (wanted.equals(size)) {
            return;
        }
        size = wanted;
        Console console = current;
        if (console != null) {
            console.resize(wanted);
        }
        onSize.accept(wanted);
    }

    @Override
    public boolean isConnected() {
        return closed.getCount() > 0;
    }

    @Override
    public int waitFor() throws InterruptedException {
        closed.await();
        return 0;
    }

    @Override
    public boolean ready() throws IOException {
        Console console = reading;
        return characters.hasRemaining() || (console != null && console.output().available() > 0);
    }

    @Override
    public String getName() {
        return "console";
    }

    @Override
    public void close() {
        closed.countDown();
        coming.add(new Turn(null, ""));
    }
}
