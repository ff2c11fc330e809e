// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** A stream that counts what is read from it, and can say its SHA-256 at the end. */
public final class MeasuredStream extends FilterInputStream {
    private final LongConsumer progress;
    private final MessageDigest digest;
    private long count;

    /**
     * Measures a stream.
     *
     * @param progress is told how many bytes were read so far; may throw to stop the reading
     */
    public MeasuredStream(InputStream in, LongConsumer progress) {
        super(in);
        this.progress = progress;
        this.digest = sha256();
    }

    /** SHA-256, which every Java has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int got = read(one, 0, 1);
        return got < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int got = in.read(to, from, length);
        if (got > 0) {
            digest.update(to, from, got);
            count += got;
            progress.accept(count);
        }
        return got;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] sink = new byte[(int) Math.min(wanted, 1 << 16)];
        return Math.max(0, read(sink, 0, sink.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left. */
    public void drain() throws IOException {
        byte[] sink = new byte[1 << 16];
        int got;
        do {
            got = read(sink, 0, sink.length);
        } while (got >= 0);
    }

    /** {@code sha256:} and the digest of what was read so far; then it begins anew. */
    public String digest() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    public long count() {
        return count;
    }
}
