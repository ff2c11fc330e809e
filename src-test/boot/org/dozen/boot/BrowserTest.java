// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.dozen.app.browser.Access;
import org.dozen.app.browser.BrowserViewModel;
import org.dozen.app.browser.Preview;
import org.dozen.app.browser.TextFile;
import org.dozen.engine.EngineDirectories;
import org.dozen.engine.VmEngine;
import org.dozen.engine.console.ConsoleSize;
import org.dozen.engine.filesystem.Attribute;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.machine.Machine;
import org.dozen.engine.machine.MachineSettings;
import org.dozen.engine.workshop.ImportRequest;
import org.dozen.engine.workshop.WorkProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the window does to the files in an image, done to real images. Everything runs on the test's
 * own thread: when a call returns, it is done.
 */
final class BrowserTest {
    @TempDir Path folder;
    private final List<String> failures = new ArrayList<>();
    private VmEngine engine;

    @BeforeEach
    void open() {
        Built.file("dozen-files");
        engine =
                VmEngine.open(
                        new EngineDirectories(
                                folder.resolve("images"),
                                folder.resolve("running"),
                                Built.file("dozen-vm"),
                                Built.file("starter.ext4")));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Image empty(String name) {
        return engine.workshop().make(name, "ext4", 16 << 20, false);
    }

    private Image image(Consumer<ImageFiles> contents) {
        return engine.workshop().edit(empty("work"), contents, WorkProgress.NONE);
    }

    private BrowserViewModel browse(Image image) {
        BrowserViewModel model =
                new BrowserViewModel(image, engine.workshop(), Runnable::run, Runnable::run);
        model.onFailure(failures::add);
        model.open();
        return model;
    }

    private static FileEntry entry(BrowserViewModel model, String name) {
        return model.entries().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not listed"));
    }

    private static List<String> names(BrowserViewModel model) {
        return model.entries().stream().map(FileEntry::name).toList();
    }

    private static void put(ImageFiles files, FileEntry like, byte[] bytes) {
        files.make(like.withSize(bytes.length));
        if (bytes.length > 0) {
            files.data(bytes, 0, bytes.length);
        }
    }

    private static void put(ImageFiles files, String path, String text) {
        put(
                files,
                FileEntry.toMake(path, FileKind.FILE, 0644, Instant.now()),
                text.getBytes(StandardCharsets.UTF_8));
    }

    private FileEntry look(Image image, String path) {
        try (ImageFiles files = engine.workshop().look(image)) {
            return files.look(path, false);
        }
    }

    private String read(Image image, String path) {
        try (ImageFiles files = engine.workshop().look(image)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            files.read(path, 0, Long.MAX_VALUE, bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static void assertWhole(Path image) throws IOException, InterruptedException {
        Process check =
                new ProcessBuilder(Built.program("e2fsck").toString(), "-fn", image.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    // ---- changing

    @Test
    void thingsAreMadeRenamedAndDeleted() throws Exception {
        Image image = image(files -> put(files, "/old", "words"));
        BrowserViewModel model = browse(image);

        model.edits().makeFolder("a folder");
        model.edits().rename(entry(model, "old"), "née");
        assertThat(names(model)).containsExactly("a folder", "lost+found", "née");
        assertThat(model.wanted()).containsExactly("née");

        model.open(entry(model, "a folder"));
        assertThat(model.folder().get()).isEqualTo("/a folder");
        model.edits().makeFolder("within");
        model.goUp();
        assertThat(model.wanted()).containsExactly("a folder");
        model.edits().remove(List.of(entry(model, "a folder"), entry(model, "née")));

        assertThat(names(model)).containsExactly("lost+found");
        assertThat(failures).isEmpty();
        assertWhole(image.path());
    }

    @Test
    void modesAndOwnersAreChangedAndOfLinksTheOwner() throws Exception {
        Image image =
                image(files -> {
                    put(files, "/program", "#!/bin/sh\n");
                    files.make(
                            FileEntry.toMake("/link", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("program"));
                });
        BrowserViewModel model = browse(image);

        model.edits()
                .change(
                        List.of(entry(model, "program"), entry(model, "link")),
                        new ImageFiles.Change(04751, 7, 8));

        assertThat(failures).isEmpty();
        assertThat(entry(model, "program").modeText()).isEqualTo("-rwsr-x--x");
        assertThat(entry(model, "program").user()).isEqualTo(7);
        assertThat(entry(model, "link").group()).isEqualTo(8);
        assertThat(entry(model, "link").mode()).isEqualTo(0777);
        assertWhole(image.path());
    }

    @Test
    void filesOfThisComputerGoInAndComeOutAgain() throws Exception {
        Image image =
                image(files ->
                        files.make(
                                FileEntry.toMake("/home", FileKind.FOLDER, 0755, Instant.now())
                                        .withOwner(1000, 100)));
        Path tree = Files.createDirectories(folder.resolve("tree/below"));
        Files.writeString(tree.resolve("text"), "from outside");
        Files.write(tree.resolve("holes"), new byte[300_000]);
        BrowserViewModel model = browse(image);
        model.go("/home");

        assertThat(model.edits().taken(List.of(tree))).isEmpty();
        model.edits().add(List.of(tree));

        assertThat(entry(model, "below").user()).isEqualTo(1000);
        assertThat(model.edits().taken(List.of(tree))).containsExactly("below");
        assertThat(look(model.image(), "/home/below/text").group()).isEqualTo(100);
        Path out = Files.createDirectory(folder.resolve("out"));
        List<String> said = new ArrayList<>();
        model.edits().extract(List.of(entry(model, "below")), out, said::add);
        assertThat(out.resolve("below/text")).hasContent("from outside");
        assertThat(out.resolve("below/holes")).hasSize(300_000);
        assertThat(said).singleElement().asString().contains(out.toString());

        model.edits().extract(List.of(entry(model, "below")), out, said::add);
        assertThat(failures).singleElement().asString().contains("already");
        assertWhole(image.path());
    }

    @Test
    void whatIsDraggedOutIsWholeBeforeItHasItsName() throws Exception {
        Image image = image(files -> put(files, "/dragged", "all of it"));
        BrowserViewModel model = browse(image);
        boolean[] ready = {false};

        List<Path> files =
                model.edits().handOut(List.of(entry(model, "dragged")), () -> ready[0] = true);

        assertThat(ready[0]).isTrue();
        assertThat(files)
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("all of it"));
        model.close();
        assertThat(files.getFirst().getParent()).doesNotExist();
    }

    @Test
    void aChangeThatIsStoppedHasNotHappened() throws Exception {
        Image image = image(files -> put(files, "/there", "x".repeat(100_000)));
        BrowserViewModel model = browse(image);
        byte[] before = Files.readAllBytes(image.path());
        model.edits()
                .work()
                .subscribe(work -> {
                    if (work != null) {
                        model.edits().stop();
                    }
                });

        model.edits().remove(List.of(entry(model, "there")));

        assertThat(failures).isEmpty();
        assertThat(model.edits().work().get()).isNull();
        assertThat(Files.readAllBytes(image.path())).isEqualTo(before);
        assertThat(names(model)).contains("there");
    }

    // ---- editing

    private static TextFile opened(BrowserViewModel model) {
        return Objects.requireNonNull(model.editor().get(), "nothing is open in the editor");
    }

    @Test
    void savingATextKeepsEverythingElseOfTheFile() throws Exception {
        FileEntry like =
                FileEntry.toMake("/etc/conf", FileKind.FILE, 0640, Instant.EPOCH)
                        .withOwner(7, 8)
                        .withAttributes(List.of(new Attribute("user.comment", "kept")));
        Image image =
                image(files -> {
                    put(files, like, "one\ntwo\n".getBytes(StandardCharsets.UTF_8));
                    files.link("/other", "/etc/conf");
                });
        BrowserViewModel model = browse(image);
        model.go("/etc");

        model.edit(entry(model, "conf"));
        assertThat(opened(model).text()).isEqualTo("one\ntwo\n");
        model.edits().save(opened(model), "three\n");
        model.edits().save(opened(model), "four\n");

        assertThat(failures).isEmpty();
        assertThat(read(model.image(), "/etc/conf")).isEqualTo("four\n");
        assertThat(read(model.image(), "/other")).isEqualTo("four\n");
        FileEntry after = look(model.image(), "/etc/conf");
        assertThat(after.mode()).isEqualTo(0640);
        assertThat(after.user()).isEqualTo(7);
        assertThat(after.group()).isEqualTo(8);
        assertThat(after.links()).isEqualTo(2);
        assertThat(after.attributes()).isEqualTo(like.attributes());
        assertThat(after.changed()).isAfter(Instant.EPOCH);
        assertWhole(image.path());
    }

    @Test
    void aLinkIsEditedWhereItLeads() throws Exception {
        Image image =
                image(files -> {
                    put(files, "/usr/lib/os-release", "NAME=x\n");
                    files.make(
                            FileEntry.toMake("/lib", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("usr/lib"));
                    files.make(
                            FileEntry.toMake("/usr/bin/link", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("../lib/os-release"));
                    files.make(
                            FileEntry.toMake("/bin", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("/usr/bin"));
                    files.make(
                            FileEntry.toMake("/round", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("round"));
                });
        BrowserViewModel model = browse(image);
        model.open(entry(model, "bin"));
        assertThat(model.folder().get()).isEqualTo("/bin");

        model.open(entry(model, "link"));
        assertThat(opened(model).path()).isEqualTo("/usr/lib/os-release");
        model.edits().save(opened(model), "NAME=y\n");

        assertThat(read(model.image(), "/lib/os-release")).isEqualTo("NAME=y\n");
        assertThat(look(model.image(), "/usr/bin/link").kind()).isEqualTo(FileKind.LINK);
        assertThat(failures).isEmpty();
        model.closeEditor();
        model.go("/");
        model.open(entry(model, "round"));
        assertThat(failures).hasSize(1);
        assertWhole(image.path());
    }

    @Test
    void lineEndsStayAsTheyAre() {
        Image image = image(files -> put(files, "/dos", "one\r\ntwo\r\n"));
        BrowserViewModel model = browse(image);

        model.edit(entry(model, "dos"));
        assertThat(opened(model).text()).isEqualTo("one\ntwo\n");
        model.edits().save(opened(model), "one\ntwo\nthree\n");

        assertThat(read(model.image(), "/dos")).isEqualTo("one\r\ntwo\r\nthree\r\n");
    }

    @Test
    void whatTheEditorWouldDamageItDoesNotOpen() {
        Image image =
                image(files -> {
                    put(files, "/mixed", "one\r\ntwo\n");
                    put(files, "/zeros", "one\0two\n");
                    put(files, "/large", "words\n".repeat(300_000));
                    put(files, "/long", "x".repeat(30_000));
                    put(
                            files,
                            FileEntry.toMake("/latin", FileKind.FILE, 0644, Instant.now()),
                            "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
                });
        BrowserViewModel model = browse(image);

        for (String name : List.of("mixed", "zeros", "large", "long", "latin")) {
            failures.clear();
            model.edit(entry(model, name));
            assertThat(model.editor().get()).as(name).isNull();
            assertThat(failures).as(name).singleElement().asString().contains(name);
        }
    }

    @Test
    void aTextThatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        Image image = image(files -> put(files, "/shared", "mine"));
        BrowserViewModel model = browse(image);
        model.edit(entry(model, "shared"));
        engine.workshop().edit(image, files -> put(files, "/shared", "theirs"), WorkProgress.NONE);

        model.edits().save(opened(model), "mine, too");

        assertThat(failures).singleElement().asString().contains("changed by somebody else");
        assertThat(read(model.image(), "/shared")).isEqualTo("theirs");
    }

    // ---- what is refused

    @Test
    void whileAMachineRunsItIsLookedIntoAndNotChanged() throws Exception {
        Image image =
                engine.workshop()
                        .bringIn(
                                ImportRequest.of(Built.file("guest/starter").toString(), "system")
                                        .withOwnFilesAsRoot(true),
                                WorkProgress.NONE);
        BrowserViewModel model = browse(image);
        assertThat(model.access().get()).isEqualTo(Access.FREE);
        try (Machine machine = engine.machine(MachineSettings.of(image))) {
            machine.start(ConsoleSize.USUAL);
            model.edits().makeFolder("unseen"); // nobody has looked whether a machine runs
            assertThat(failures).singleElement().asString().contains("A machine runs");
            failures.clear();

            model.check();
            assertThat(model.access().get()).isEqualTo(Access.WRITTEN);
            model.edits().remove(List.of(entry(model, "etc")));
            assertThat(failures).singleElement().asString().contains("A machine runs");
            failures.clear();
            model.go("/etc");
            model.select(List.of(entry(model, "passwd")));
            assertThat(model.preview().get()).isInstanceOf(Preview.One.class);
            assertThat(failures).isEmpty();
            machine.forceStop();
            assertThat(machine.awaitEnd(Guest.PATIENCE)).isTrue();
        }
        model.check();
        assertThat(model.access().get()).isEqualTo(Access.FREE);
        assertThat(names(model)).contains("passwd");
        model.go("/");
        assertThat(names(model)).contains("etc").doesNotContain("unseen");
    }

    @Test
    void aMachineThatReadsKeepsItAsItIs() throws Exception {
        Image image =
                engine.workshop()
                        .bringIn(
                                ImportRequest.of(Built.file("guest/starter").toString(), "system")
                                        .withOwnFilesAsRoot(true),
                                WorkProgress.NONE);
        BrowserViewModel model = browse(image);
        try (Machine machine = engine.machine(MachineSettings.of(image).withReadOnly(true))) {
            machine.start(ConsoleSize.USUAL);
            model.check();
            assertThat(model.access().get()).isEqualTo(Access.READ);
            machine.forceStop();
            assertThat(machine.awaitEnd(Guest.PATIENCE)).isTrue();
        }
    }

    @Test
    void theShippedImageIsNeverChanged() {
        BrowserViewModel model = browse(engine.images().list().getFirst());

        model.edits().makeFolder("new");

        assertThat(model.access().get()).isEqualTo(Access.SHIPPED);
        assertThat(failures).singleElement().asString().contains("never changed");
    }

    @Test
    void namesThatAreNoneAreRefused() throws Exception {
        Image image = image(files -> put(files, "/there", "x"));
        BrowserViewModel model = browse(image);
        byte[] before = Files.readAllBytes(image.path());

        for (String name :
                List.of(
                        "",
                        "a/b",
                        "/",
                        ".",
                        "..",
                        "a\nb",
                        "x".repeat(256),
                        "é".repeat(128),
                        "there")) {
            failures.clear();
            model.edits().makeFolder(name);
            assertThat(failures).as(name).hasSize(1);
            model.edits().rename(entry(model, "there"), name);
            assertThat(failures).as(name).hasSize(name.equals("there") ? 1 : 2);
        }
        assertThat(Files.readAllBytes(image.path())).isEqualTo(before);
        model.edits().makeFolder("é".repeat(127));
        assertThat(names(model)).contains("é".repeat(127));
        assertWhole(image.path());
    }

    @Test
    void aFullImageStaysAsItWas() throws Exception {
        Image image = image(files -> put(files, "/text", "words\n"));
        Path large = folder.resolve("large");
        byte[] noise = new byte[20 << 20];
        Arrays.fill(noise, (byte) 'n');
        Files.write(large, noise);
        BrowserViewModel model = browse(image);
        byte[] before = Files.readAllBytes(image.path());

        model.edits().add(List.of(large));

        assertThat(failures).singleElement().asString().contains("no room left");
        assertThat(Files.readAllBytes(image.path())).isEqualTo(before);
        assertThat(names(model)).containsExactly("lost+found", "text");
        model.edits().makeFolder("still works");
        assertThat(names(model)).contains("still works");
        assertWhole(image.path());
    }

    // ---- following

    @Test
    void whatOthersDoToTheImageIsSeen() {
        Image image = image(files -> put(files, "/deep/down/here", "x"));
        BrowserViewModel model = browse(image);
        model.go("/deep/down");
        model.select(List.of(entry(model, "here")));

        engine.workshop()
                .edit(image, files -> put(files, "/deep/down/new", "y"), WorkProgress.NONE);
        model.check();
        assertThat(names(model)).containsExactly("here", "new");
        assertThat(model.wanted()).containsExactly("here");

        engine.workshop().edit(image, files -> files.remove("/deep/down"), WorkProgress.NONE);
        model.check();
        assertThat(model.folder().get()).isEqualTo("/deep");
        assertThat(failures).isEmpty();
    }

    @Test
    void anImageThatVanishesIsSaidToBeGoneAndIsThereAgainWhenItIs() throws Exception {
        Image image = image(files -> put(files, "/text", "x"));
        BrowserViewModel model = browse(image);
        Path away = folder.resolve("away");
        Files.move(image.path(), away);

        model.check();
        assertThat(model.trouble().get()).contains("gone").contains(image.path().toString());
        assertThat(model.entries()).isEmpty();
        assertThat(model.access().get()).isEqualTo(Access.GONE);
        model.edits().makeFolder("nowhere");
        assertThat(failures).hasSize(1);

        Files.move(away, image.path());
        model.check();
        assertThat(model.trouble().get()).isEmpty();
        assertThat(model.access().get()).isEqualTo(Access.FREE);
        assertThat(names(model)).contains("text");
    }

    @Test
    void whatIsNoFileSystemAnyMoreIsSaidInASentence() throws Exception {
        Image image = image(files -> put(files, "/text", "x"));
        BrowserViewModel model = browse(image);
        Files.write(image.path(), new byte[1 << 20]);

        model.check();

        assertThat(model.trouble().get()).contains(image.name());
        assertThat(model.entries()).isEmpty();
    }

    @Test
    void aPathThatLeadsNowhereLeavesTheFolderShown() {
        BrowserViewModel model = browse(image(files -> put(files, "/text", "x")));

        model.go("/no/such/folder");
        model.go("/text");

        assertThat(failures).hasSize(2);
        assertThat(model.folder().get()).isEqualTo("/");
        assertThat(names(model)).contains("text");
    }

    // ---- partitions

    /** A disk with two partitions, each with a file system. */
    private Path twoPartitions() throws IOException {
        Image first = empty("first");
        Image second = engine.workshop().make("second", "ext2", 8 << 20, false);
        engine.workshop().edit(first, files -> put(files, "/in-first", "1"), WorkProgress.NONE);
        engine.workshop().edit(second, files -> put(files, "/in-second", "2"), WorkProgress.NONE);
        byte[] one = Files.readAllBytes(first.path());
        byte[] two = Files.readAllBytes(second.path());
        int begin = 1 << 20;
        ByteBuffer disk =
                ByteBuffer.allocate(begin + one.length + two.length).order(ByteOrder.LITTLE_ENDIAN);
        entry(disk, 446, begin, one.length);
        entry(disk, 462, begin + one.length, two.length);
        disk.putShort(510, (short) 0xaa55);
        disk.put(begin, one).put(begin + one.length, two);
        return Files.write(folder.resolve("disk.img"), disk.array());
    }

    private static void entry(ByteBuffer disk, int at, int begin, int bytes) {
        disk.put(at + 4, (byte) 0x83).putInt(at + 8, begin / 512).putInt(at + 12, bytes / 512);
    }

    @Test
    void eachPartitionIsLookedIntoAndChanged() throws Exception {
        Image image = engine.images().inspect(twoPartitions());
        BrowserViewModel model = browse(image);
        assertThat(model.places()).hasSize(2);
        assertThat(names(model)).contains("in-first");

        model.use(model.places().get(1));
        assertThat(names(model)).contains("in-second");
        model.edits().makeFolder("new");
        assertThat(names(model)).containsExactly("lost+found", "new", "in-second");

        model.use(model.places().get(0));
        assertThat(names(model)).containsExactly("lost+found", "in-first");
        assertThat(failures).isEmpty();
        for (int part = 0; part < 2; part++) {
            Path cut = folder.resolve("part" + part);
            try (FileChannel from = FileChannel.open(image.path());
                    FileChannel to =
                            FileChannel.open(
                                    cut, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                from.transferTo(
                        model.places().get(part).partition().offset(),
                        model.places().get(part).partition().bytes(),
                        to);
            }
            assertWhole(cut);
        }
    }

    // ---- previews

    private static Preview.Content content(BrowserViewModel model, String name) {
        model.select(List.of(entry(model, name)));
        return ((Preview.One) model.preview().get()).content();
    }

    @Test
    void previewsSayWhatIsThereAndHowMuchOfIt() throws Exception {
        byte[] icon =
                Files.readAllBytes(
                        Built.FOLDER.resolve("../../assets/icons/dozen.png").normalize());
        byte[] bomb = icon.clone();
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);
        Image image =
                image(files -> {
                    put(files, "/text", "grüße\n");
                    put(files, "/long", "words\n".repeat(100_000));
                    put(files, "/line", "x".repeat(100_000));
                    put(files, "/empty", "");
                    put(files, "/zeros", "\0\1\2");
                    put(files, "/cut", "é".repeat(200_000));
                    FileEntry picture =
                            FileEntry.toMake("/picture", FileKind.FILE, 0644, Instant.now());
                    put(files, picture, icon);
                    put(files, picture.withPath("/bomb"), bomb);
                    files.make(
                            FileEntry.toMake(
                                            "/null", FileKind.CHARACTER_DEVICE, 0666, Instant.now())
                                    .withDevice(1, 3));
                    files.make(
                            FileEntry.toMake("/nowhere", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("/no/such"));
                    files.make(
                            FileEntry.toMake("/to-text", FileKind.LINK, 0777, Instant.now())
                                    .withTarget("text"));
                });
        BrowserViewModel model = browse(image);

        assertThat(content(model, "text")).isEqualTo(new Preview.Words("grüße\n", ""));
        assertThat(content(model, "to-text")).isEqualTo(new Preview.Words("grüße\n", ""));
        assertThat(content(model, "long"))
                .isInstanceOfSatisfying(
                        Preview.Words.class,
                        words -> {
                            assertThat(words.note()).contains("256 kB");
                            assertThat(words.text().length()).isLessThan(300_000);
                        });
        assertThat(content(model, "cut")).isInstanceOf(Preview.Words.class);
        assertThat(content(model, "line"))
                .isInstanceOfSatisfying(
                        Preview.Words.class,
                        words -> assertThat(words.text()).hasSizeLessThan(3000));
        assertThat(content(model, "zeros"))
                .isInstanceOfSatisfying(
                        Preview.Bytes.class,
                        bytes -> assertThat(bytes.dump()).contains("00 01 02"));
        assertThat(content(model, "picture"))
                .isInstanceOfSatisfying(
                        Preview.Picture.class,
                        picture -> assertThat(picture.bytes()).isEqualTo(icon));
        assertThat(plain(model, "bomb")).contains("too large");
        assertThat(plain(model, "empty")).contains("empty");
        assertThat(plain(model, "null")).contains("1, 3");
        assertThat(plain(model, "nowhere")).contains("/no/such");
        model.select(List.of(entry(model, "text"), entry(model, "zeros")));
        assertThat(model.preview().get()).isEqualTo(new Preview.Several(2, 11));
    }

    private static String plain(BrowserViewModel model, String name) {
        return ((Preview.Plain) content(model, name)).sentence();
    }

    @Test
    void aFolderWithTenThousandEntriesIsListed() {
        Image image =
                engine.workshop()
                        .edit(
                                engine.workshop().make("many", "ext4", 128 << 20, false),
                                files -> {
                                    for (int i = 0; i < 10_000; i++) {
                                        put(files, String.format("/many/file-%05d", i), "");
                                    }
                                },
                                WorkProgress.NONE);
        BrowserViewModel model = browse(image);

        model.go("/many");

        assertThat(model.entries()).hasSize(10_000);
        assertThat(model.entries().getLast().name()).isEqualTo("file-09999");
    }

    @Test
    void filesAreExtractedByTheirOwnNamesOnly() throws Exception {
        Image image =
                image(files ->
                        files.make(
                                FileEntry.toMake("/out", FileKind.LINK, 0777, Instant.now())
                                        .withTarget("/etc/hostname")));
        BrowserViewModel model = browse(image);
        Path out = Files.createDirectory(folder.resolve("out"));

        model.edits().extract(List.of(entry(model, "out")), out, said -> {});

        assertThat(failures).hasSize(1);
        try (var there = Files.list(out)) {
            assertThat(there).isEmpty();
        }
    }
}
