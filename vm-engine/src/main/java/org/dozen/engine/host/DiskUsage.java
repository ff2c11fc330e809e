// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

import java.nio.file.Path;
import java.util.OptionalLong;

/** What a file takes on the host's disk, holes not counted. */
public final class DiskUsage {
    private static final int AT_FDCWD = -100;
    private static final int STATX_BLOCKS = 0x400;
    private static final int STATX_BYTES = 256;
    private static final int BLOCKS_AT = 0x30;
    private static final int BLOCK = 512;

    private DiskUsage() {}

    /** Bytes on disk; empty if the host does not say. */
    public static OptionalLong bytes(Path path) {
        try (Memory answer = new Memory(STATX_BYTES)) {
            LibC.statx(AT_FDCWD, path.toString(), 0, STATX_BLOCKS, answer);
            return OptionalLong.of(answer.getLong(BLOCKS_AT) * BLOCK);
        } catch (LastErrorException unknown) {
            return OptionalLong.empty();
        }
    }
}
