// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a disk that gets full: takes so many bytes, the last write in part. */
final class LimitedFile implements TraceFile.Storage {
    private final FileChannel channel;
    private final long limit;

    LimitedFile(Path path, long limit) throws IOException {
        this.channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.limit = limit;
    }

    @Override
    public int write(ByteBuffer bytes, long at) throws IOException {
        long room = limit - at;
        if (room <= 0) {
            throw new IOException("No space left on device");
        }
        int some = (int) Math.min(room, bytes.remaining());
        int written = channel.write(bytes.slice(bytes.position(), some), at);
        bytes.position(bytes.position() + written);
        return written;
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void finish() throws IOException {
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
