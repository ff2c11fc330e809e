// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.FileSystemPlace;
import org.dozen.engine.workshop.ImageWorkshop;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The files in one image. The image is read on {@code background}; properties change on {@code
 * screen} only. Follows what others do to the image, if {@link #check} is called now and then.
 */
public final class BrowserViewModel {
    private final ImageWorkshop workshop;
    private final Executor background;
    private final Executor screen;
    private final Latest listing;
    private final Latest previewing;
    private final AtomicBoolean checking = new AtomicBoolean();
    private final ReadOnlyStringWrapper folder = new ReadOnlyStringWrapper(InnerPath.ROOT);
    private final ObservableList<FileEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<FileSystemPlace> places = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Access> access = new ReadOnlyObjectWrapper<>(Access.FREE);
    private final ReadOnlyLongWrapper reads = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Preview> preview =
            new ReadOnlyObjectWrapper<>(new Preview.Nothing());
    private final ReadOnlyObjectWrapper<@Nullable TextFile> editor = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<ImageFiles.Room> room =
            new ReadOnlyObjectWrapper<>(new ImageFiles.Room(0, 0));
    private final ImageEdits edits;
    private Consumer<String> failed = sentence -> {};
    private volatile Image image;
    private Accounts accounts = Accounts.NONE;
    private Signature seen = Signature.NONE;
    private List<FileEntry> selected = List.of();
    private Set<String> wanted = Set.of();
    private boolean read;
    private boolean loading;

    /** Looks into an image; {@link #open} begins. */
    public BrowserViewModel(
            Image image, ImageWorkshop workshop, Executor background, Executor screen) {
        this.image = image;
        this.workshop = workshop;
        this.background = background;
        this.screen = screen;
        this.listing = new Latest(background);
        this.previewing = new Latest(background);
        this.edits = new ImageEdits(this, workshop, background, screen);
    }

    /** Is told, on the screen's thread, what went wrong, in a sentence. */
    public void onFailure(Consumer<String> listener) {
        failed = listener;
    }

    /** Reads the image for the first time. */
    public void open() {
        check();
        background.execute(() -> {
            try {
                List<FileSystemPlace> found = workshop.places(image);
                screen.execute(() -> places.setAll(found));
            } catch (EngineFailure failure) {
                // Reading its files says the same, where people look.
            }
        });
        load(folder.get(), true);
    }

    // ---- what there is

    public Image image() {
        return image;
    }

    /** The path of the folder that is shown. */
    public ReadOnlyStringProperty folder() {
        return folder.getReadOnlyProperty();
    }

    /** What is in the folder, folders first. */
    public ObservableList<FileEntry> entries() {
        return entries;
    }

    /** How often a folder has been read: {@link #folder} and {@link #entries} belong together. */
    public ReadOnlyLongProperty reads() {
        return reads.getReadOnlyProperty();
    }

    /** Where in the image file systems may be. */
    public ObservableList<FileSystemPlace> places() {
        return places;
    }

    /** Whether the image can be changed. */
    public ReadOnlyObjectProperty<Access> access() {
        return access.getReadOnlyProperty();
    }

    /** Why the folder cannot be shown; empty if it can. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Preview> preview() {
        return preview.getReadOnlyProperty();
    }

    /** The file that is being edited, or null. */
    public ReadOnlyObjectProperty<@Nullable TextFile> editor() {
        return editor.getReadOnlyProperty();
    }

    /** Room left in the image. */
    public ReadOnlyObjectProperty<ImageFiles.Room> room() {
        return room.getReadOnlyProperty();
    }

    /** What can be done to the files. */
    public ImageEdits edits() {
        return edits;
    }

    Accounts accounts() {
        return accounts;
    }

    /** Names that are to be selected when the folder has been read. */
    public Set<String> wanted() {
        return wanted;
    }

    public List<FileEntry> selected() {
        return selected;
    }

    Set<String> names() {
        return entries.stream().map(FileEntry::name).collect(Collectors.toSet());
    }

    /** The path of something in the folder. */
    public String path(FileEntry entry) {
        return InnerPath.in(folder.get(), entry.name());
    }

    // ---- going about

    /**
     * Shows another place of the image.
     *
     * @return whether it is another one than the one that is shown
     */
    public boolean use(FileSystemPlace place) {
        boolean other = !place.partition().equals(image.partition());
        if (other) {
            image = image.at(place.partition());
            wanted = Set.of();
            load(InnerPath.ROOT, true);
        }
        return other;
    }

    /** Shows a folder that somebody wrote the path of, or shows a file in its folder. */
    public void go(String written) {
        wanted = Set.of();
        load(InnerPath.of(written), false);
    }

    /** Shows the folder above, with the one that was shown selected. */
    public void goUp() {
        if (!folder.get().equals(InnerPath.ROOT)) {
            wanted = Set.of(InnerPath.name(folder.get()));
            load(InnerPath.parent(folder.get()), true);
        }
    }

    /** Opens a folder, or a text in the editor. */
    public void open(FileEntry entry) {
        switch (entry.kind()) {
            case FOLDER -> go(path(entry));
            case LINK -> openLink(path(entry));
            case FILE -> edit(entry);
            default -> {
                // Its preview says what it is; there is nothing in it.
            }
        }
    }

    private void openLink(String path) {
        look(files -> {
            boolean leads = files.look(path, true).kind() == FileKind.FOLDER;
            screen.execute(() -> {
                if (leads) {
                    go(path);
                } else {
                    editPath(path);
                }
            });
        });
    }

    /** Reads the folder again. */
    public void refresh() {
        wanted = selected.stream().map(FileEntry::name).collect(Collectors.toSet());
        load(folder.get(), true);
    }

    /** Reads the folder again and selects these names. */
    void refresh(Image now, Set<String> names) {
        image = now;
        wanted = names;
        load(folder.get(), true);
    }

    /** Names of the folders in a folder, for whoever shows them as a tree. */
    public void folders(String of, Consumer<List<String>> taker) {
        look(files -> {
            List<String> found =
                    files.list(of).stream()
                            .filter(entry -> entry.kind() == FileKind.FOLDER)
                            .sorted(Listing.ORDER)
                            .map(FileEntry::name)
                            .toList();
            screen.execute(() -> taker.accept(found));
        });
    }

    private void load(String path, boolean orNearest) {
        loading = true;
        listing.submit(() -> {
            Optional<Signature> before = Signature.of(image.path());
            if (before.isEmpty()) {
                screen.execute(this::gone);
                return;
            }
            try (ImageFiles files = workshop.look(image)) {
                Listing found = Listing.of(files, path, orNearest, before.get());
                screen.execute(() -> take(found));
            } catch (EngineFailure failure) {
                screen.execute(() -> notRead(failure));
            }
        });
    }

    private void take(Listing found) {
        loading = false;
        boolean moved = !found.folder().equals(folder.get());
        seen = found.seen();
        accounts = found.accounts();
        read = true;
        trouble.set("");
        room.set(found.room());
        if (moved) {
            entries.clear();
            select(List.of());
            folder.set(found.folder());
        }
        if (!found.entries().equals(entries)) {
            entries.setAll(found.entries());
        }
        reads.set(reads.get() + 1);
    }

    private void notRead(EngineFailure failure) {
        loading = false;
        boolean inside =
                failure instanceof ImageFailure known
                        && known.reason() == ImageFailure.Reason.NO_SUCH_FILE;
        if (inside && read) {
            failed.accept(failure.sentence()); // what was shown goes on being shown
        } else {
            show(failure.sentence());
        }
    }

    private void gone() {
        loading = false;
        show(Text.of("browser.gone", image.name(), image.path()));
    }

    private void show(String sentence) {
        seen = Signature.NONE;
        trouble.set(sentence);
        entries.clear();
        select(List.of());
    }

    /** Looks, in the background, whether somebody has changed the image or uses it. */
    public void check() {
        if (edits.work().get() == null && checking.compareAndSet(false, true)) {
            int turn = edits.turns();
            background.execute(() -> {
                Optional<Signature> now = Signature.of(image.path());
                Access can = accessNow();
                checking.set(false);
                screen.execute(() -> checked(turn, now, can));
            });
        }
    }

    private Access accessNow() {
        Image looked = image;
        if (looked.shipped()) {
            return Access.SHIPPED;
        }
        return switch (workshop.use(looked)) {
            case WRITTEN -> Access.WRITTEN;
            case READ -> Access.READ;
            case FREE -> {
                Path above = looked.path().getParent();
                boolean ours =
                        Files.isWritable(looked.path())
                                && (above == null || Files.isWritable(above));
                yield ours ? Access.FREE : Access.PROTECTED;
            }
        };
    }

    private void checked(int turn, Optional<Signature> now, Access can) {
        if (turn != edits.turns() || loading) {
            return; // it was us who changed it, or it is being read anyway
        }
        access.set(now.isEmpty() ? Access.GONE : can);
        if (now.isEmpty() && (read || trouble.get().isEmpty())) {
            gone();
        } else if (now.isPresent() && !seen.equals(Signature.NONE) && !now.get().equals(seen)) {
            refresh();
        } else if (now.isPresent() && seen.equals(Signature.NONE) && !trouble.get().isEmpty()) {
            load(folder.get(), true); // it is back
        }
    }

    // ---- what is in a file

    /** Somebody has selected these. */
    public void select(List<FileEntry> now) {
        if (now.equals(selected)) {
            return;
        }
        selected = List.copyOf(now);
        if (selected.size() != 1) {
            long bytes = selected.stream().mapToLong(FileEntry::size).sum();
            preview.set(
                    selected.isEmpty()
                            ? new Preview.Nothing()
                            : new Preview.Several(selected.size(), bytes));
            return;
        }
        FileEntry one = selected.getFirst();
        String path = path(one);
        previewing.submit(() -> {
            Preview found = preview(path, one);
            screen.execute(() -> {
                if (selected.size() == 1 && selected.getFirst().equals(one)) {
                    preview.set(found);
                }
            });
        });
    }

    private Preview preview(String path, FileEntry entry) {
        try (ImageFiles files = workshop.look(image)) {
            return PreviewReader.read(files, path);
        } catch (EngineFailure failure) {
            return new Preview.One(path, entry, new Preview.Plain(failure.sentence()));
        }
    }

    /** Opens a file in the editor, if it is a text. */
    public void edit(FileEntry entry) {
        editPath(path(entry));
    }

    void editPath(String given) {
        look(files -> {
            String path = Listing.resolve(files, given);
            FileEntry entry = files.look(path, false);
            String name = ByteText.shown(InnerPath.name(given));
            if (entry.kind() != FileKind.FILE) {
                screen.execute(() -> failed.accept(Text.of("browser.edit.kind", name)));
                return;
            }
            if (entry.size() > TextFile.MOST_BYTES) {
                screen.execute(() -> failed.accept(Text.of("browser.edit.large", name)));
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            files.read(path, 0, TextFile.MOST_BYTES, bytes);
            TextFile.Opened opened = TextFile.open(path, entry, bytes.toByteArray());
            screen.execute(() ->
                    opened.file()
                            .ifPresentOrElse(editor::set, () -> failed.accept(opened.fault())));
        });
    }

    /** A file was saved: it is edited further as it is now. */
    void saved(TextFile file, String text) {
        look(files -> {
            FileEntry now = files.look(file.path(), false);
            screen.execute(() -> {
                if (file.equals(editor.get())) {
                    editor.set(new TextFile(file.path(), now, text, file.lineEnd()));
                }
            });
        });
    }

    /** The editor is closed. */
    public void closeEditor() {
        editor.set(null);
    }

    /** Reads something from the image in the background. */
    void look(Consumer<ImageFiles> work) {
        background.execute(() -> {
            try (ImageFiles files = workshop.look(image)) {
                work.accept(files);
            } catch (EngineFailure failure) {
                screen.execute(() -> failed.accept(failure.sentence()));
            }
        });
    }

    void fail(String sentence) {
        failed.accept(sentence);
    }

    /** Lets go of what was made for others. */
    public void close() {
        edits.close();
    }
}
