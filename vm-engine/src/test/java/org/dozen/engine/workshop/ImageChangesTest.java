// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.FileSystems;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageNotes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Making images and changing them. */
final class ImageChangesTest {
    @TempDir Path folder;
    private ImageWorkshop workshop;

    @BeforeEach
    void open() {
        workshop = Workshops.in(folder);
    }

    private Image empty(String name) {
        return workshop.make(name, "ext4", 64 << 20, false);
    }

    private Image put(Image image, String path, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("content"), content);
        return workshop.edit(
                image, files -> HostFiles.copyIn(files, file, path, 0, 0), WorkProgress.NONE);
    }

    private String cat(Image image, String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageFiles files = workshop.look(image)) {
            files.read(path, 0, Long.MAX_VALUE, bytes);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void filesGoInAndOut() throws Exception {
        Image image = put(empty("work"), "/etc/new", "first");
        Path tree = Files.createDirectories(folder.resolve("tree/sub"));
        Files.writeString(tree.resolve("file"), "in a folder");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc/passwd"));
        image =
                workshop.edit(
                        image,
                        files -> {
                            HostFiles.copyIn(files, folder.resolve("tree"), "/etc/", 5, 6);
                            files.rename("/etc/new", "/etc/renamed");
                            files.change("/etc/renamed", new ImageFiles.Change(0600, 7, 8));
                        },
                        WorkProgress.NONE);

        Workshops.assertWhole(image);
        assertThat(cat(image, "/etc/renamed")).isEqualTo("first");
        assertThat(Workshops.everything(workshop, image).get("etc/renamed"))
                .startsWith("-rw------- 7:8");
        Path out = Files.createDirectory(folder.resolve("out"));
        try (ImageFiles files = workshop.look(image)) {
            HostFiles.copyOut(files, "/etc/tree", out);
        }
        assertThat(out.resolve("tree/sub/file")).hasContent("in a folder");
        assertThat(Files.readSymbolicLink(out.resolve("tree/sub/link")))
                .isEqualTo(Path.of("/etc/passwd"));
        Image removed = workshop.edit(image, files -> files.remove("/etc"), WorkProgress.NONE);
        Workshops.assertWhole(removed);
        assertThat(Workshops.everything(workshop, removed)).isEmpty();
    }

    @Test
    void anEditThatFailsChangesNothing() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        assertThatThrownBy(() ->
                        workshop.edit(
                                image,
                                files -> {
                                    files.remove("/a");
                                    files.remove("/never/there");
                                },
                                WorkProgress.NONE))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining("no such file");

        assertThat(cat(image, "/a")).isEqualTo("a");
        assertThat(Workshops.files(folder)).containsExactly("work.ext4");
    }

    @Test
    void anImageInUseIsNotChanged() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        try (DiskFile machine = DiskFile.open(image.path(), false)) {
            assertThat(machine.path()).isEqualTo(image.path());
            assertThatThrownBy(() -> workshop.compact(image)).hasMessageContaining("in use");
            assertThatThrownBy(() -> workshop.rename(image, "other"))
                    .hasMessageContaining("in use");
            assertThatThrownBy(() ->
                            workshop.edit(image, files -> files.remove("/a"), WorkProgress.NONE))
                    .hasMessageContaining("in use");
        }
        assertThat(cat(image, "/a")).isEqualTo("a");
    }

    @Test
    void imagesGrowAndShrinkWithWhatIsInThem() throws Exception {
        Image image = put(empty("work"), "/a", "a".repeat(100_000));

        Image large = workshop.resize(image, 256 << 20, WorkProgress.NONE);
        Workshops.assertWhole(large);
        assertThat(large.sizeBytes()).isEqualTo(256 << 20);
        Image small = workshop.resize(large, 32 << 20, WorkProgress.NONE);
        Workshops.assertWhole(small);
        assertThat(small.sizeBytes()).isEqualTo(32 << 20);
        assertThat(cat(small, "/a")).hasSize(100_000);
        assertThatThrownBy(() -> workshop.resize(small, 1 << 20, WorkProgress.NONE))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining("cannot be made so small");
    }

    @Test
    void freedBlocksGoBackToTheHost() throws Exception {
        byte[] noise = new byte[8 << 20];
        new java.util.Random(1).nextBytes(noise);
        Path file = Files.write(folder.resolve("noise"), noise);
        Image image =
                workshop.edit(
                        empty("work"),
                        files -> HostFiles.copyIn(files, file, "/noise", 0, 0),
                        WorkProgress.NONE);
        image = workshop.edit(image, files -> files.remove("/noise"), WorkProgress.NONE);

        assertThat(workshop.compact(image)).isGreaterThan(7 << 20);
        Workshops.assertWhole(image);
    }

    @Test
    void damageIsShownAndRepaired() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        Workshops.run(
                "/sbin/debugfs",
                "-w",
                "-R",
                "set_inode_field /a links_count 5",
                image.path().toString());

        FileSystems.Check found = workshop.check(image);
        assertThat(found.clean()).isFalse();
        assertThat(found.lines()).anyMatch(line -> line.contains("ref count is 5"));
        assertThat(workshop.check(image).clean()).isFalse(); // looking did not repair it
        assertThat(workshop.repair(image, WorkProgress.NONE).repaired()).isTrue();
        Workshops.assertWhole(workshop.duplicate(image, "copy", WorkProgress.NONE));
        assertThat(cat(image, "/a")).isEqualTo("a");
    }

    @Test
    void partitionedImagesAreMadeAndLookedInto() throws Exception {
        Image image = workshop.make("disk", "ext2", 64 << 20, true);

        assertThat(image.problem()).isEmpty();
        assertThat(image.partition().number()).isEqualTo(1);
        assertThat(image.partition().offset()).isEqualTo(1 << 20);
        Image with = put(image, "/hello", "from a partition");
        assertThat(cat(with, "/hello")).isEqualTo("from a partition");
        assertThat(workshop.check(with).clean()).isTrue();
    }

    @Test
    void removedImagesComeBack() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        workshop.notes().put("work", ImageNotes.NONE.withTags(List.of("dear")));

        Path there = workshop.trash().put(image);
        assertThat(Workshops.files(folder)).isEmpty();
        empty("work");
        assertThatThrownBy(() -> workshop.trash().restore(there)).hasMessageContaining("again");
        workshop.trash().put(Workshops.library(folder).resolve("work"));
        Image back = workshop.trash().restore(there);

        assertThat(cat(back, "/a")).isEqualTo("a");
        assertThat(workshop.notes().of("work").tags()).containsExactly("dear");
        workshop.trash().empty();
        assertThat(workshop.trash().list()).isEmpty();
    }

    @Test
    void renamedAndDuplicatedImagesKeepWhatIsKnownOfThem() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        workshop.notes().put("work", ImageNotes.NONE.withText("mine"));

        Image renamed = workshop.rename(image, "play");
        Image copy = workshop.duplicate(renamed, "copy", WorkProgress.NONE);

        assertThat(Workshops.files(folder)).containsExactly("copy.ext4", "play.ext4");
        assertThat(workshop.notes().of("play").text()).isEqualTo("mine");
        assertThat(workshop.notes().of("copy").text()).isEqualTo("mine");
        assertThat(cat(copy, "/a")).isEqualTo("a");
        assertThatThrownBy(() -> workshop.rename(copy, "play")).hasMessageContaining("already");
    }

    @Test
    void whatOthersWroteMeanwhileIsNotWrittenOver() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        byte[] theirs = Files.readAllBytes(image.path());
        theirs[100] = 1; // in the boot block, which is nobody's
        assertThatThrownBy(() ->
                        workshop.edit(
                                image,
                                files -> {
                                    files.remove("/a");
                                    write(image.path(), theirs);
                                },
                                WorkProgress.NONE))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining("by another program meanwhile");
        assertThat(Files.readAllBytes(image.path())).isEqualTo(theirs);
        assertThat(cat(image, "/a")).isEqualTo("a");

        Path other = Files.copy(image.path(), folder.resolve("other"));
        assertThatThrownBy(() ->
                        workshop.edit(
                                image,
                                files -> {
                                    files.remove("/a");
                                    replace(other, image.path());
                                },
                                WorkProgress.NONE))
                .hasMessageContaining("removed or replaced");
        assertThat(cat(image, "/a")).isEqualTo("a");
        assertThat(Workshops.files(folder)).containsExactly("work.ext4");
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static void replace(Path from, Path to) {
        try {
            Files.move(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** Whoever gives blocks back holds the image himself: his starter may be gone long ago. */
    @Test
    void aProgramThatGivesBlocksBackKeepsWritersOut() throws Exception {
        Image image = put(empty("work"), "/a", "a");
        Path program = org.dozen.engine.Needs.root().resolve("native/build/dozen-files");
        try (ImageFiles files =
                ImageFiles.open(program, image.path(), 0, ImageFiles.Purpose.TRIM)) {
            files.look("/a", false); // it has begun
            assertThatThrownBy(() -> DiskFile.open(image.path(), false))
                    .hasMessageContaining("in use");
        }
    }
}
