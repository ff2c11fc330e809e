// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.failure.ImageFailure.Reason;
import org.dozen.engine.host.DiskFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class FolderLibraryTest {
    @TempDir Path folder;
    private Path images;
    private Path shipped;
    private FolderLibrary library;

    @BeforeEach
    void makeLibrary() {
        images = folder.resolve("images");
        shipped = folder.resolve("starter.ext4");
        library = new FolderLibrary(images, shipped);
    }

    @Test
    void aLibraryThatIsNotThereYetIsEmpty() {
        assertThat(library.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ext2,EXT2", "ext3,EXT3", "ext4,EXT4"})
    void aFileSystemIsKnownByItsSuperblock(String kind, FileSystemKind expected) throws Exception {
        Path file = TestImages.make(folder.resolve("disk.img"), kind);
        Image image = library.inspect(file);
        assertThat(image.problem()).isEmpty();
        assertThat(image.kind()).isEqualTo(expected);
        assertThat(image.label()).isEqualTo("label");
        assertThat(image.name()).isEqualTo("disk");
        assertThat(image.fileSystemBytes()).isEqualTo(8 << 20);
        assertThat(image.usedBytes()).isBetween(1L, (long) (8 << 20));
        assertThat(image.diskBytes()).isLessThan(image.sizeBytes());
    }

    @Test
    void theShippedImageComesFirstAndTheOthersByName() throws Exception {
        Files.createDirectories(images);
        TestImages.make(shipped, "ext4");
        TestImages.make(images.resolve("zoo.ext4"), "ext4");
        TestImages.make(images.resolve("Ape.ext4"), "ext4");
        Files.writeString(images.resolve(".hidden.ext4"), "");
        Files.writeString(images.resolve("half.part"), "");
        assertThat(library.list()).extracting(Image::name).containsExactly("starter", "Ape", "zoo");
        assertThat(library.list()).extracting(Image::shipped).containsExactly(true, false, false);
    }

    @Test
    void theShippedImageIsProtectedUnderEveryName() throws Exception {
        TestImages.make(shipped, "ext4");
        Path link = Files.createSymbolicLink(folder.resolve("link"), shipped);
        assertThat(library.resolve("starter").shipped()).isTrue();
        assertThat(library.resolve(shipped.toString()).shipped()).isTrue();
        assertThat(library.resolve(link.toString()).shipped()).isTrue();
    }

    @Test
    void anImageOfOnesOwnComesBeforeTheShippedOneOfThatName() throws Exception {
        Files.createDirectories(images);
        TestImages.make(shipped, "ext4");
        Path own = TestImages.make(images.resolve("starter.ext4"), "ext4");
        assertThat(library.resolve("starter").path()).isEqualTo(own);
    }

    @Test
    void aNameThatThereIsNotIsAFailureThatNamesTheFolder() {
        fails(() -> library.resolve("none"), Reason.MISSING, "none", images.toString());
        fails(() -> library.resolve("/no/such/file"), Reason.MISSING, "/no/such/file");
        fails(() -> library.resolve(""), Reason.BAD_NAME);
    }

    @Test
    void aMissingShippedImageIsAFailureThatSaysHowToBuildIt() {
        fails(() -> library.resolve("starter"), Reason.MISSING, "mvn", shipped.toString());
    }

    @Test
    void aFolderIsNoImage() {
        fails(() -> library.resolve(folder.toString()), Reason.NOT_A_FILE, "folder");
    }

    @ParameterizedTest
    @CsvSource({
        "0,QFI\u00fb,qcow2",
        "32769,CD001,ISO 9660",
        "0,'\u001f\u008b',gzip",
        "257,ustar,tar",
        "512,EFI PART,partition table",
        "510,U\u00aa,partition table",
        "0,hsqs,squashfs"
    })
    void whatAFileHoldsInsteadIsNamed(int at, String bytes, String named) throws Exception {
        Path file = folder.resolve("file");
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(1 << 17);
            open.seek(at);
            open.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }
        Image image = library.inspect(file);
        assertThat(image.kind()).isEqualTo(FileSystemKind.UNKNOWN);
        assertThat(problem(image, Reason.NOT_AN_IMAGE)).contains(named).contains(file.toString());
    }

    @Test
    void anEmptyFileAndAFileOfTextAreNamedAsWhatTheyAre() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path text = Files.writeString(folder.resolve("text"), "some words\n");
        assertThat(problem(library.inspect(empty), Reason.NOT_AN_IMAGE)).contains("empty");
        assertThat(problem(library.inspect(text), Reason.NOT_AN_IMAGE)).contains("text");
    }

    @Test
    void anImageWithoutItsEndIsTruncated() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4");
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(5 << 20);
        }
        assertThat(problem(library.inspect(file), Reason.TRUNCATED)).contains("5242880");
    }

    @Test
    void aSuperblockThatContradictsItselfIsDamaged() throws Exception {
        Path blocks = TestImages.make(folder.resolve("blocks"), "ext2");
        TestImages.poke(blocks, 1024 + 4, 0xff, 0xff, 0xff, 0xff);
        Path free = TestImages.make(folder.resolve("free"), "ext2");
        TestImages.poke(free, 1024 + 0xC, 0xff, 0xff, 0xff, 0xff);
        Path shift = TestImages.make(folder.resolve("shift"), "ext2");
        TestImages.poke(shift, 1024 + 0x18, 0xff, 0xff, 0xff, 0xff);
        for (Path each : new Path[] {blocks, free, shift}) {
            problem(library.inspect(each), Reason.DAMAGED);
        }
    }

    @Test
    void aSuperblockWithAWrongChecksumIsDamaged() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4", "-O", "metadata_csum");
        assertThat(library.inspect(file).problem()).isEmpty();
        TestImages.poke(file, 1024 + 0x78, 'L');
        assertThat(problem(library.inspect(file), Reason.DAMAGED)).contains("checksum");
    }

    @Test
    void aFileSystemThatTheGuestCannotReadIsUnsupported() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext2");
        TestImages.poke(file, 1024 + 0x63, 0x40);
        problem(library.inspect(file), Reason.UNSUPPORTED);
    }

    @Test
    void bringingInKeepsTheHolesAndTheSource() throws Exception {
        Path source = TestImages.make(folder.resolve("source"), "ext4");
        byte[] before = Files.readAllBytes(source);
        Image brought = library.bringIn(source, "mine");
        assertThat(brought.path()).isEqualTo(images.resolve("mine.ext4"));
        assertThat(Files.readAllBytes(brought.path())).isEqualTo(before);
        assertThat(Files.readAllBytes(source)).isEqualTo(before);
        assertThat(brought.diskBytes()).isLessThan(brought.sizeBytes());
        try (var files = Files.list(images)) {
            assertThat(files).containsExactly(brought.path());
        }
    }

    @Test
    void bringingInCanBeWatchedAndStopped() throws Exception {
        Path source = TestImages.make(folder.resolve("source"), "ext4");
        List<Long> seen = new ArrayList<>();
        library.bringIn(source, "whole", (bytes, total) -> seen.add(bytes) && total == 8 << 20);
        assertThatThrownBy(() -> library.bringIn(source, "half", (bytes, total) -> false))
                .isInstanceOf(CancellationException.class);
        assertThat(seen).isSorted();
        assertThat(library.list()).extracting(Image::name).containsExactly("whole");
        try (var files = Files.list(images)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void bringingInReplacesNothingAndTakesOnlyNames() throws Exception {
        Path source = TestImages.make(folder.resolve("source"), "ext4");
        library.bringIn(source, "mine");
        fails(() -> library.bringIn(source, "mine"), Reason.BAD_NAME, "mine");
        for (String name : new String[] {"", "../x", ".x", "a/b", "a b", "x".repeat(200)}) {
            fails(() -> library.bringIn(source, name), Reason.BAD_NAME);
        }
        Path text = Files.writeString(folder.resolve("text"), "words");
        fails(() -> library.bringIn(text, "text"), Reason.NOT_AN_IMAGE);
        assertThat(library.list()).hasSize(1);
    }

    @Test
    void anImageInUseCannotBeOpenedASecondTime() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4");
        try (DiskFile first = DiskFile.open(file, false)) {
            assertThat(first.path()).isEqualTo(file);
            fails(() -> DiskFile.open(file, false), Reason.IN_USE, file.toString());
            fails(() -> DiskFile.open(file, true), Reason.IN_USE);
        }
        DiskFile.open(file, false).close();
    }

    @Test
    void readersShareAnImage() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4");
        try (DiskFile first = DiskFile.open(file, true);
                DiskFile second = DiskFile.open(file, true)) {
            assertThat(second.path()).isEqualTo(first.path());
            fails(() -> DiskFile.open(file, false), Reason.IN_USE);
        }
    }

    @Test
    void aPrivateCopyLeavesNothingBehind() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4");
        Path scratch = folder.resolve("scratch");
        try (DiskFile copy = DiskFile.privateCopy(file, scratch)) {
            assertThat(copy.isPrivate()).isTrue();
            assertThat(copy.deleted()).isTrue();
            assertThat(scratch).isEmptyDirectory();
        }
    }

    @Test
    void anImageRemovedWhileInUseCanBeRescued() throws Exception {
        Path file = TestImages.make(folder.resolve("disk"), "ext4");
        byte[] before = Files.readAllBytes(file);
        try (DiskFile open = DiskFile.open(file, false)) {
            assertThat(open.deleted()).isFalse();
            Files.delete(file);
            assertThat(open.deleted()).isTrue();
            Path kept = open.rescue().orElseThrow();
            assertThat(Files.readAllBytes(kept)).isEqualTo(before);
        }
    }

    @Test
    void aChangeOfTheFolderIsTold() throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        try (ImageLibrary.Watching watching = library.watch(changed::countDown)) {
            TestImages.make(images.resolve("new.ext4"), "ext4");
            assertThat(changed.await(30, TimeUnit.SECONDS)).as("%s", watching).isTrue();
        }
    }

    private static String problem(Image image, Reason reason) {
        ImageFailure failure = image.problem().orElseThrow();
        assertThat(failure.reason()).isEqualTo(reason);
        return failure.sentence();
    }

    private static void fails(ThrowingCallable what, Reason reason, String... words) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ImageFailure.class,
                        failure -> {
                            assertThat(failure.reason()).isEqualTo(reason);
                            for (String word : words) {
                                assertThat(failure.sentence()).contains(word);
                            }
                        });
    }
}
