// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.Needs;
import org.dozen.engine.filesystem.FileEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Archives of real tar and of nobody. */
final class TarReaderTest {
    private static final int MUTATIONS = 4_000;

    @TempDir Path folder;

    private byte[] tar(String... words) throws IOException, InterruptedException {
        Needs.program("tar");
        Path archive = folder.resolve("made.tar");
        List<String> line = new java.util.ArrayList<>(List.of("tar", "-cf", archive.toString()));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readAllBytes(archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "pax", "oldgnu"})
    void longNamesAndLinksOfRealTarArriveWhole(String format) throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        String name = "n".repeat(240);
        Path deep = Files.createDirectories(tree.resolve("d".repeat(200)).resolve("e".repeat(200)));
        Files.writeString(deep.resolve(name), "deep");
        Files.createLink(tree.resolve("hard"), deep.resolve(name));
        Files.createSymbolicLink(tree.resolve("soft"), Path.of("x".repeat(300)));
        String path = "d".repeat(200) + "/" + "e".repeat(200) + "/" + name;

        Map<String, String> found =
                Archives.read(
                        tar("--sort=name", "--format=" + format, "-C", tree.toString(), "."),
                        ArchiveLimits.USUAL);

        assertThat(found).containsEntry(path, "deep").containsEntry("soft", "x".repeat(300));
        assertThat(found).containsEntry("hard", "link to " + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=pax --sparse-version=0.0",
                "--format=pax --sparse-version=0.1",
                "--format=pax --sparse-version=1.0"
            })
    void holesOfSparseFilesAreZeros(String format) throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < 40; i++) {
                open.seek(i * 100_000L);
                open.write(("piece " + i).getBytes(StandardCharsets.UTF_8));
            }
            open.setLength(5_000_000);
        }
        String[] words = (format + " --sparse -C " + folder + " sparse").split(" ", -1);

        Map<String, String> found = Archives.read(tar(words), ArchiveLimits.USUAL);

        assertThat(found).containsEntry("sparse", Files.readString(file));
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        List<FileEntry> found = Archives.entries(Archives.everything());

        assertThat(found).hasSize(14);
        FileEntry capable =
                found.stream()
                        .filter(each -> each.name().equals("capable"))
                        .findFirst()
                        .orElseThrow();
        assertThat(capable.attributes())
                .anySatisfy(each -> assertThat(each.value()).contains("\udc80\udcff"));
        assertThat(found)
                .anySatisfy(each -> assertThat(each.path()).isEqualTo("etc/no\udcfftext\u2603"));
        assertThat(found)
                .allSatisfy(each ->
                        assertThat(each.changed())
                                .isEqualTo(Instant.ofEpochSecond(1_700_000_000L, 123_456_789)));
    }

    @Test
    void realTarReadsWhatWeWrite() throws Exception {
        Needs.program("tar");
        Path archive = folder.resolve("ours.tar");
        Files.write(archive, Archives.everything());
        Process process =
                new ProcessBuilder("tar", "--numeric-owner", "-tvf", archive.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("-rwsr-xr-x 1000/70000")
                .contains("crw-rw-rw- 0/0")
                .contains("another link to one")
                .contains("etc/link -> plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../b", "..", "a/.."})
    void pathsThatClimbAreRefused(String path) {
        assertThatThrownBy(() -> Archives.read(Archives.of(path), ArchiveLimits.USUAL))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("climbs");
    }

    @Test
    void aSlashInFrontMeansTheImagesRoot() throws IOException {
        assertThat(Archives.read(Archives.of("/etc/x", "./y"), ArchiveLimits.USUAL))
                .containsKeys("etc/x", "y");
    }

    @Test
    void moreThanTheLimitIsRefused() throws IOException {
        byte[] three = Archives.of("a", "b", "c");

        assertThatThrownBy(() -> Archives.read(three, new ArchiveLimits(1 << 20, 2)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("more than 2 entries");
        assertThatThrownBy(() -> Archives.read(three, new ArchiveLimits(2, 10)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void anArchiveThatIsCutOffSaysSo() throws IOException {
        byte[] whole = Archives.everything();

        assertThatThrownBy(() -> Archives.read(Arrays.copyOf(whole, 4000), ArchiveLimits.USUAL))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("cut off");
    }

    /** Any bytes whatever: the reader ends, with a sentence or with entries that make sense. */
    @Test
    void anythingMayCome() throws IOException {
        byte[] whole = Archives.everything();
        Random random = new Random(20261121);
        ArchiveLimits limits = new ArchiveLimits(1 << 20, 1000);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int change = random.nextInt(8); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (random.nextBoolean()) {
                mendChecksums(bytes);
            }
            try {
                Archives.read(bytes, limits)
                        .forEach((path, content) -> assertThat(path).doesNotContain("//", "\0"));
            } catch (ArchiveException refused) {
                assertThat(refused).hasMessageMatching("(?s).{10,400}");
            }
        }
    }

    /** So that changes get past the first test. */
    private static void mendChecksums(byte[] bytes) {
        for (int at = 0; at + 512 <= bytes.length; at += 512) {
            if (bytes[at + 257] != 'u') {
                continue;
            }
            Arrays.fill(bytes, at + 148, at + 156, (byte) ' ');
            int sum = 0;
            for (int i = at; i < at + 512; i++) {
                sum += bytes[i] & 0xff;
            }
            byte[] digits = String.format("%06o\0", sum).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, bytes, at + 148, digits.length);
        }
    }

    /**
     * Headers that say something of others, one upon the other: never more than a few megabytes.
     */
    @ParameterizedTest
    @ValueSource(chars = {'x', 'g', 'L', 'K', 'V'})
    void headersWithoutEndAreRefusedBeforeMemoryIsShort(char type) {
        InputStream endless = new EndlessHeaders(type);
        assertThatThrownBy(() -> new TarReader(endless, ArchiveLimits.USUAL).next())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("too ");
    }

    /** The same header again and again, its records named otherwise each time. */
    private static final class EndlessHeaders extends InputStream {
        private static final int CONTENT = 512 * 100;
        private final char type;
        private byte[] now = new byte[0];
        private int at;
        private int count;

        EndlessHeaders(char type) {
            this.type = type;
        }

        @Override
        public int read() {
            if (at == now.length) {
                now = header();
                at = 0;
            }
            return now[at++] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (length == 0) {
                return 0;
            }
            to[from] = (byte) read();
            int more = Math.min(length - 1, now.length - at);
            System.arraycopy(now, at, to, from + 1, more);
            at += more;
            return 1 + more;
        }

        private byte[] header() {
            byte[] bytes = new byte[512 + CONTENT];
            put(bytes, 0, "x");
            put(bytes, 100, "0000644");
            put(bytes, 124, String.format("%011o", CONTENT));
            bytes[156] = (byte) type;
            put(bytes, 257, "ustar\00000");
            java.util.Arrays.fill(bytes, 148, 156, (byte) ' ');
            int sum = 0;
            for (int i = 0; i < 512; i++) {
                sum += bytes[i] & 0xff;
            }
            put(bytes, 148, String.format("%06o", sum));
            String record = CONTENT + " name" + count++ + "=";
            put(bytes, 512, record + "v".repeat(CONTENT - record.length() - 1) + "\n");
            return bytes;
        }

        private static void put(byte[] bytes, int at, String text) {
            byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(raw, 0, bytes, at, raw.length);
        }
    }
}
