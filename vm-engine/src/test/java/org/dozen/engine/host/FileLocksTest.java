// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

final class FileLocksTest {
    private static final long DEVICE = 0xfe00;
    private static final long OVERLAY = 0x2f;

    @TempDir Path folder;

    @Test
    void whoHoldsAFileIsSeenWithoutTakingALock() throws Exception {
        Path file = Files.createFile(folder.resolve("disk"));
        assertThat(FileLocks.on(file)).isEqualTo(FileLocks.Held.NOBODY);
        try (DiskFile reads = DiskFile.open(file, true)) {
            assertThat(FileLocks.on(reads.path())).isEqualTo(FileLocks.Held.SHARED);
            try (DiskFile too = DiskFile.open(file, true)) {
                assertThat(FileLocks.on(too.path())).isEqualTo(FileLocks.Held.SHARED);
            }
        }
        try (DiskFile writes = DiskFile.open(file, false)) {
            assertThat(FileLocks.on(writes.path())).isEqualTo(FileLocks.Held.ALONE);
        }
        assertThat(FileLocks.on(file)).isEqualTo(FileLocks.Held.NOBODY);
        assertThat(FileLocks.on(folder.resolve("none"))).isEqualTo(FileLocks.Held.NOBODY);
    }

    @Test
    void onlyLinesOfTheVeryFileCount() {
        String list =
                """
                1: POSIX  ADVISORY  WRITE 1 fe:00:7 0 EOF
                2: FLOCK  ADVISORY  WRITE 1 fe:01:7 0 EOF
                3: FLOCK  ADVISORY  WRITE 1 fe:00:77 0 EOF
                3: -> FLOCK  ADVISORY  WRITE 1 fe:00:7 0 EOF
                4: FLOCK  ADVISORY  READ 1 fe:00:8 0 EOF
                nonsense
                """;

        assertThat(FileLocks.held(list, DEVICE, 7)).isEqualTo(FileLocks.Held.NOBODY);
        assertThat(FileLocks.held(list, DEVICE, 77)).isEqualTo(FileLocks.Held.ALONE);
        assertThat(FileLocks.held(list, DEVICE, 8)).isEqualTo(FileLocks.Held.SHARED);
        assertThat(FileLocks.held(list, OVERLAY, 7)).isEqualTo(FileLocks.Held.ALONE);
        assertThat(FileLocks.held("", DEVICE, 7)).isEqualTo(FileLocks.Held.NOBODY);
    }
}
