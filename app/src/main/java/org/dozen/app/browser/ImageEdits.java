// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.FileContents;
import org.dozen.engine.workshop.HostFiles;
import org.dozen.engine.workshop.ImageWorkshop;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be done to the files in an image, one thing at a time: each happens all or not at all.
 * Called on the screen's thread, and done in the background.
 */
public final class ImageEdits {
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final long TELL_NANOS = 50_000_000L;

    private final BrowserViewModel browser;
    private final ImageWorkshop workshop;
    private final Executor background;
    private final Executor screen;
    private final ReadOnlyObjectWrapper<@Nullable Work> work = new ReadOnlyObjectWrapper<>();
    private final List<Path> handedOut = new ArrayList<>();
    private AtomicBoolean stop = new AtomicBoolean();
    private int turns;

    ImageEdits(
            BrowserViewModel browser,
            ImageWorkshop workshop,
            Executor background,
            Executor screen) {
        this.browser = browser;
        this.workshop = workshop;
        this.background = background;
        this.screen = screen;
        work.subscribe((before, now) -> turns += (before == null) == (now == null) ? 0 : 1);
    }

    /** What is being done, or null. */
    public ReadOnlyObjectProperty<@Nullable Work> work() {
        return work.getReadOnlyProperty();
    }

    /** Counts begins and ends of what is done, so that who looked meanwhile knows it. */
    int turns() {
        return turns;
    }

    /** Stops what is being done, if it can be stopped; nothing has happened then. */
    public void stop() {
        stop.set(true);
    }

    // ---- changing

    /** Makes a folder that belongs to whom the one around it belongs to. */
    public void makeFolder(String name) {
        make(name, FileKind.FOLDER, FOLDER_MODE, () -> {});
    }

    /** Makes an empty file and opens it in the editor. */
    public void makeFile(String name) {
        String path = InnerPath.in(browser.folder().get(), name);
        make(name, FileKind.FILE, FILE_MODE, () -> browser.editPath(path));
    }

    private void make(String name, FileKind kind, int mode, Runnable done) {
        String folder = browser.folder().get();
        String path = InnerPath.in(folder, name);
        if (!isName(name)) {
            return;
        }
        change(
                Text.of("browser.work.make", ByteText.shown(name)),
                files -> {
                    requireFree(files, path);
                    FileEntry around = files.look(folder, true);
                    files.make(
                            FileEntry.toMake(path, kind, mode, Instant.now())
                                    .withOwner(around.user(), around.group()));
                },
                Set.of(name),
                done);
    }

    /** Calls something otherwise. */
    public void rename(FileEntry entry, String name) {
        String from = browser.path(entry);
        String to = InnerPath.in(browser.folder().get(), name);
        if (name.equals(entry.name()) || !isName(name)) {
            return;
        }
        change(
                Text.of("browser.work.rename", ByteText.shown(entry.name())),
                files -> {
                    requireFree(files, to);
                    files.rename(from, to);
                },
                Set.of(name),
                () -> {});
    }

    /** Removes files, and folders with all that is in them. */
    public void remove(List<FileEntry> entries) {
        List<String> paths = entries.stream().map(browser::path).toList();
        change(
                Text.count("browser.work.remove.one", "browser.work.remove", entries.size()),
                files -> paths.forEach(files::remove),
                Set.of(),
                () -> {});
    }

    /** Changes modes and owners; of a link only the owner. */
    public void change(List<FileEntry> entries, ImageFiles.Change to) {
        Map<String, ImageFiles.Change> each = new LinkedHashMap<>();
        for (FileEntry entry : entries) {
            each.put(
                    browser.path(entry),
                    entry.kind() == FileKind.LINK
                            ? new ImageFiles.Change(-1, to.user(), to.group())
                            : to);
        }
        change(
                Text.of("browser.work.rights"),
                files -> each.forEach(files::change),
                names(entries),
                () -> {});
    }

    /** Names of files of this computer that are taken in the folder that is shown. */
    public List<String> taken(List<Path> files) {
        Set<String> there = browser.names();
        return files.stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(there::contains)
                .toList();
    }

    /**
     * Copies files and folders of this computer into the folder that is shown; they belong to whom
     * the folder belongs to. What is there gives way, folders are joined.
     */
    public void add(List<Path> from) {
        String folder = browser.folder().get();
        change(
                Text.count("browser.work.add.one", "browser.work.add", from.size()),
                files -> {
                    FileEntry around = files.look(folder, true);
                    for (Path each : from) {
                        HostFiles.copyIn(
                                files,
                                each,
                                folder.equals(InnerPath.ROOT) ? folder : folder + "/",
                                around.user(),
                                around.group());
                    }
                },
                from.stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .collect(Collectors.toSet()),
                () -> {});
    }

    /** Puts a text in the place of the one in the editor, which goes on with it. */
    public void save(TextFile file, String text) {
        change(
                Text.of("browser.work.save", ByteText.shown(InnerPath.name(file.path()))),
                files -> FileContents.replace(files, file.path(), file.before(), file.bytes(text)),
                names(browser.selected()),
                () -> browser.saved(file, text));
    }

    private static Set<String> names(List<FileEntry> entries) {
        return entries.stream().map(FileEntry::name).collect(Collectors.toSet());
    }

    private boolean isName(String name) {
        String fault = InnerPath.fault(name, Set.of());
        if (!fault.isEmpty()) {
            browser.fail(fault);
        }
        return fault.isEmpty();
    }

    private static void requireFree(ImageFiles files, String path) {
        try {
            files.look(path, false);
        } catch (ImageFailure nothingThere) {
            return;
        }
        throw new ImageFailure(
                ImageFailure.Reason.BAD_NAME,
                Path.of(InnerPath.ROOT),
                Text.of("browser.name.taken", ByteText.shown(InnerPath.name(path))));
    }

    private void change(
            String words, Consumer<ImageFiles> edit, Set<String> select, Runnable done) {
        Access can = browser.access().get();
        if (can != Access.FREE) {
            browser.fail(can.words());
            return;
        }
        AtomicBoolean halt = new AtomicBoolean();
        if (!begin(words, halt)) {
            return;
        }
        Image before = browser.image();
        long[] told = {System.nanoTime()};
        background.execute(() -> {
            try {
                Image after =
                        workshop.edit(
                                        before,
                                        edit,
                                        (what, bytes, total) -> {
                                            tell(words, bytes, total, told);
                                            return !halt.get();
                                        })
                                .at(before.partition());
                screen.execute(() -> {
                    work.set(null);
                    browser.refresh(after, select);
                    done.run();
                });
            } catch (CancellationException asked) {
                screen.execute(() -> work.set(null));
            } catch (EngineFailure failure) {
                screen.execute(() -> failed(failure));
            }
        });
    }

    private boolean begin(String words, AtomicBoolean halt) {
        if (work.get() != null) {
            browser.fail(Text.of("browser.busy"));
            return false;
        }
        stop = halt;
        work.set(new Work(words, -1, true));
        return true;
    }

    private void failed(EngineFailure failure) {
        work.set(null);
        boolean inUse =
                failure instanceof ImageFailure known
                        && known.reason() == ImageFailure.Reason.IN_USE;
        browser.fail(inUse ? Text.of("browser.inUse") : failure.sentence());
        browser.check();
    }

    private void tell(String words, long bytes, long total, long[] told) {
        long now = System.nanoTime();
        if (now - told[0] >= TELL_NANOS) {
            told[0] = now;
            double share = total > 0 ? Math.clamp((double) bytes / total, 0, 1) : -1;
            screen.execute(() -> {
                if (work.get() != null) {
                    work.set(new Work(words, share, true));
                }
            });
        }
    }

    // ---- taking out

    /** Copies files and folders to a folder of this computer. A machine may run meanwhile. */
    public void extract(List<FileEntry> entries, Path to, Consumer<String> done) {
        List<String> paths = entries.stream().map(browser::path).toList();
        String words = Text.count("browser.work.get.one", "browser.work.get", paths.size());
        if (!begin(words, new AtomicBoolean())) {
            return;
        }
        work.set(new Work(words, -1, false));
        Image from = browser.image();
        background.execute(() -> {
            try (ImageFiles files = workshop.look(from)) {
                paths.forEach(path -> HostFiles.copyOut(files, path, to));
                screen.execute(() -> {
                    work.set(null);
                    done.accept(
                            Text.count("browser.got.one", "browser.got", paths.size()) + " " + to);
                });
            } catch (EngineFailure failure) {
                screen.execute(() -> failed(failure));
            }
        });
    }

    /**
     * Copies to a folder for a while, for whoever they are dragged to.
     *
     * @param ready is told when they are there
     * @return where they will be. Each appears when it is complete
     */
    public List<Path> handOut(List<FileEntry> entries, Runnable ready) {
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "dozen-" + UUID.randomUUID());
        List<String> paths = entries.stream().map(browser::path).toList();
        handedOut.add(folder);
        Image from = browser.image();
        background.execute(() -> {
            try (ImageFiles files = workshop.look(from)) {
                Path part = Files.createDirectories(folder.resolve(".part"));
                for (String path : paths) {
                    Path inside = part.resolve(InnerPath.name(path));
                    HostFiles.copyOut(files, path, inside);
                    Files.move(inside, folder.resolve(InnerPath.name(path)));
                }
                screen.execute(ready);
            } catch (EngineFailure failure) {
                screen.execute(() -> browser.fail(failure.sentence()));
            } catch (IOException refused) {
                screen.execute(() ->
                        browser.fail(
                                Text.of(
                                        "browser.drag.failed",
                                        String.valueOf(refused.getMessage()))));
            }
        });
        return paths.stream().map(path -> folder.resolve(InnerPath.name(path))).toList();
    }

    /** What is being done is done; what was handed out is removed. */
    void close() {
        List<Path> old = List.copyOf(handedOut);
        handedOut.clear();
        background.execute(() -> old.forEach(ImageEdits::discard));
    }

    private static void discard(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException leftBehind) {
            // In the folder for temporary files, which somebody empties.
        }
    }
}
