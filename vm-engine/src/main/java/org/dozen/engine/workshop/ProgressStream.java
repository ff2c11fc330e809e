// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how far it has been read. */
final class ProgressStream extends FilterInputStream {
    private final LongConsumer told;
    private long count;

    ProgressStream(InputStream in, LongConsumer told) {
        super(in);
        this.told = told;
    }

    @Override
    public int read() throws IOException {
        int got = in.read();
        if (got >= 0) {
            count++;
        }
        return got;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int got = in.read(to, from, length);
        if (got > 0) {
            count += got;
            told.accept(count);
        }
        return got;
    }
}
