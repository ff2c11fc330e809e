// SPDX-License-Identifier: Apache-2.0
package org.dozen.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.archive.ArchiveLimits;
import org.dozen.engine.archive.Compression;
import org.dozen.engine.archive.ContainerImage;
import org.dozen.engine.archive.TarBlobs;
import org.dozen.engine.archive.TarReader;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImportRequest;
import org.dozen.engine.workshop.WorkProgress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Archives that are damaged, or meant to do damage, made of real ones (archives/, by GNU tar, cpio,
 * Python, umoci and skopeo): each is read or refused in words, nothing climbs, and an image that
 * comes of one is whole. Seeds are fixed, and named when something goes wrong.
 *
 * <p>{@code -Ddozen.fuzz.rounds=N} does more, from {@code -Ddozen.fuzz.seed=S} on.
 */
final class ArchiveFuzzTest {
    private static final int ROUNDS = Integer.getInteger("dozen.fuzz.rounds", 4000);
    private static final long SEED = Long.getLong("dozen.fuzz.seed", 0);
    private static final ArchiveLimits LIMITS = new ArchiveLimits(64 << 20, 5000);

    private static final List<byte[]> plain = new ArrayList<>();
    private static final List<byte[]> packed = new ArrayList<>();

    @TempDir Path folder;

    private static Path root() {
        return Path.of(System.getProperty("dozen.root", "..")).toAbsolutePath().normalize();
    }

    @BeforeAll
    static void readSeeds() throws IOException {
        try (Stream<Path> files = Files.list(root().resolve("src-test/fuzz/archives"))) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                packed.add(bytes);
                try (InputStream in = Compression.unpacked(new ByteArrayInputStream(bytes))) {
                    plain.add(in.readAllBytes());
                }
            }
        }
        assertThat(plain).hasSizeGreaterThan(10);
    }

    private static void look(byte[] archive) throws IOException {
        TarReader reader =
                new TarReader(Compression.unpacked(new ByteArrayInputStream(archive)), LIMITS);
        byte[] bytes = new byte[1 << 16];
        Optional<TarReader.Item> item = reader.next();
        while (item.isPresent()) {
            assertThat(List.of(item.get().entry().path().split("/", -1))).doesNotContain("..", ".");
            assertThat(item.get().entry().path()).doesNotStartWith("/");
            item.get().hardLinkTo().ifPresent(to -> assertThat(to).doesNotStartWith(".."));
            int got = reader.read(bytes);
            while (got > 0) {
                got = reader.read(bytes);
            }
            item = reader.next();
        }
    }

    @Test
    void seedsAreReadWhole() throws IOException {
        for (byte[] archive : packed) {
            look(archive);
        }
    }

    @Test
    void whateverIsInAnArchiveIsReadOrRefused() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            byte[] archive = new ArchiveMutator(seed).worse(round % 8 == 0 ? packed : plain);
            try {
                look(archive);
            } catch (IOException refused) {
                assertThat(refused).isNotNull(); // what is thrown for a bad archive
            } catch (RuntimeException | Error wrong) {
                fail("seed " + seed + ": " + wrong, wrong);
            }
        }
    }

    @Test
    void whateverIsInAContainerIsFoundOrRefused() throws IOException {
        List<byte[]> containers =
                plain.stream()
                        .filter(archive -> {
                            String text = new String(archive, StandardCharsets.ISO_8859_1);
                            return text.contains("manifest.json") || text.contains("index.json");
                        })
                        .toList();
        assertThat(containers).isNotEmpty();
        Path file = folder.resolve("container.tar");
        for (int round = 0; round < ROUNDS / 4; round++) {
            long seed = SEED + round;
            Files.write(file, new ArchiveMutator(seed).worse(containers));
            try (TarBlobs blobs = new TarBlobs(file)) {
                if (ContainerImage.isOne(blobs)) {
                    assertThat(ContainerImage.find(blobs, "").size()).isNotNegative();
                }
            } catch (IOException refused) {
                assertThat(refused).isNotNull();
            } catch (RuntimeException | Error wrong) {
                fail("seed " + seed + ": " + wrong, wrong);
            }
        }
    }

    /** The whole way, into images: those that are made are whole, the others leave nothing. */
    @Test
    void imagesOfBadArchivesAreWhole() throws Exception {
        EngineDirectories places =
                new EngineDirectories(
                        folder.resolve("images"),
                        folder.resolve("running"),
                        root().resolve("native/build/dozen-vm"),
                        root().resolve("native/build/starter.ext4"));
        Path file = folder.resolve("bad.tar");
        int made = 0;
        try (VmEngine engine = VmEngine.open(places)) {
            for (int round = 0; round < Math.max(40, ROUNDS / 100); round++) {
                long seed = SEED + round;
                Files.write(file, new ArchiveMutator(seed).worse(plain));
                made += bringIn(engine, file, seed) ? 1 : 0;
            }
        }
        assertThat(made).isPositive();
    }

    private boolean bringIn(VmEngine engine, Path file, long seed) throws Exception {
        ImportRequest request =
                ImportRequest.of(file.toString(), "bad").withBytes(16 << 20).withLimits(LIMITS);
        try {
            Image image = engine.workshop().bringIn(request, WorkProgress.NONE);
            Process check =
                    new ProcessBuilder("/sbin/e2fsck", "-fn", image.path().toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(check.waitFor()).as("seed " + seed + ": " + said).isZero();
            Files.delete(image.path());
            return true;
        } catch (ImageFailure refused) {
            assertThat(refused.getMessage()).as("seed " + seed).doesNotContain("Exception");
            assertThat(refused.reason())
                    .as("seed " + seed + ": " + refused.getMessage())
                    .isNotEqualTo(ImageFailure.Reason.DAMAGED);
            try (Stream<Path> left = Files.list(folder.resolve("images"))) {
                assertThat(left.filter(path -> path.toString().contains(".ext4"))).isEmpty();
            }
            return false;
        } catch (RuntimeException wrong) {
            return fail("seed " + seed + ": " + wrong, wrong);
        }
    }
}
