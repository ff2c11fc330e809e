// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.console;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The console of one run of a machine, raw bytes in both directions (UTF-8 and terminal sequences
 * as the guest wrote them). Nothing is kept: whoever reads gets the bytes, and a machine whose
 * console nobody reads waits when the pipe to it is full.
 *
 * <p>The streams may be used from any thread, one at a time each; both block. They stay valid after
 * the run: what the guest wrote last can still be read.
 */
public interface Console {
    /**
     * What the guest prints. Reading blocks until there is a byte and gives -1 when the machine has
     * ended and everything was read. {@code available()} tells what can be read without waiting.
     */
    InputStream output();

    /**
     * What is typed. Writing blocks while the machine takes nothing. After the machine has ended
     * writing throws an {@link java.io.IOException}. Unbuffered; flushing does nothing.
     */
    OutputStream input();

    /** Tells the guest the size of the console. Never blocks; any thread; ignored after the end. */
    void resize(ConsoleSize size);

    /** Bytes that were typed and that the machine has not taken yet. */
    int untaken();

    /** The size that was told last. */
    ConsoleSize size();
}
