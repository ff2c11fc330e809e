// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class SuperblockFuzzTest {
    private static final long SEED = 20261121;
    private static final int ROUNDS = 200_000;

    @TempDir Path folder;

    @Test
    void noBytesMakeTheParserThrowOrBelieveWhatCannotBe() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4", "-O", "^metadata_csum");
        byte[] good =
                Arrays.copyOfRange(
                        Files.readAllBytes(file),
                        Superblock.OFFSET,
                        Superblock.OFFSET + Superblock.BYTES);
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good.clone();
            int changes = 1 + random.nextInt(8);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(0x180)] = (byte) random.nextInt();
            }
            check(bytes);
        }
    }

    @Test
    void garbageIsTakenCalmly() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(Superblock.BYTES + 100)];
            random.nextBytes(bytes);
            if (bytes.length > 0x3A) {
                bytes[0x38] = 0x53;
                bytes[0x39] = (byte) 0xEF;
            }
            check(bytes);
            assertThat(Recognition.of(bytes).what()).isNotEmpty();
        }
    }

    private static void check(byte[] bytes) {
        Superblock.parse(bytes)
                .ifPresent(parsed -> {
                    assertThat(parsed.usedBytes()).isBetween(0L, parsed.bytes());
                    if (parsed.fault(8 << 20).isEmpty()) {
                        assertThat(parsed.bytes()).isBetween(1L, 8L << 20);
                        assertThat(parsed.blockBytes()).isBetween(1024, 4096);
                    }
                });
    }
}
