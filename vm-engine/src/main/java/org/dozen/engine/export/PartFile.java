// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.export;

import org.dozen.engine.failure.TraceFailure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that has {@code .part} behind its name until it is finished. */
record PartFile(Path path, Path part, FileChannel channel) implements TraceFile.Storage {
    /**
     * Makes it.
     *
     * @throws TraceFailure if it cannot be written
     */
    static PartFile open(Path path) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            FileChannel channel =
                    FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
            return new PartFile(path, part, channel);
        } catch (IOException refused) {
            throw TraceFailure.write(path, refused);
        }
    }

    @Override
    public int write(ByteBuffer bytes, long at) throws IOException {
        return channel.write(bytes, at);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void finish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
