// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageLibrary;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The library as a list that can be searched. Disk is read on {@code background}, results arrive on
 * {@code screen}.
 */
public final class LibraryViewModel {
    private final ImageLibrary library;
    private final Executor background;
    private final Executor screen;
    private final Function<Image, ImageState> states;
    private final Consumer<EngineFailure> failed;
    private final ObservableList<ImageEntry> shown = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable ImageEntry> selected =
            new ReadOnlyObjectWrapper<>();
    private List<Image> all = List.of();

    /**
     * Makes the model of a library.
     *
     * @param states tells what the machines of an image are doing
     * @param failed is told, on the screen's thread, what went wrong
     */
    public LibraryViewModel(
            ImageLibrary library,
            Executor background,
            Executor screen,
            Function<Image, ImageState> states,
            Consumer<EngineFailure> failed) {
        this.library = library;
        this.background = background;
        this.screen = screen;
        this.states = states;
        this.failed = failed;
        search.subscribe((before, now) -> refresh());
    }

    /** What matches the search, in the order of the library. */
    public ObservableList<ImageEntry> shown() {
        return shown;
    }

    public StringProperty search() {
        return search;
    }

    public ReadOnlyObjectProperty<@Nullable ImageEntry> selected() {
        return selected.getReadOnlyProperty();
    }

    public void select(@Nullable ImageEntry entry) {
        selected.set(entry);
    }

    /** Reads the folder now and whenever it changes, until the subscription ends. */
    public Subscription follow() {
        reload();
        ImageLibrary.Watching watching = library.watch(this::reload);
        return watching::close;
    }

    /** Reads the folder again. Any thread. */
    public void reload() {
        background.execute(() -> {
            try {
                List<Image> found = library.list();
                screen.execute(() -> take(found));
            } catch (EngineFailure failure) {
                screen.execute(() -> failed.accept(failure));
            }
        });
    }

    /** Looks again at what the machines are doing; the folder is not read. */
    public void refresh() {
        List<ImageEntry> entries = new ArrayList<>();
        for (Image image : all) {
            ImageEntry entry = entry(image);
            if (entry.matches(search.get())) {
                entries.add(entry);
            }
        }
        String name = Optional.ofNullable(selected.get()).map(ImageEntry::name).orElse("");
        if (!entries.equals(shown)) {
            replace(entries);
        }
        selected.set(
                entries.stream()
                        .filter(entry -> entry.name().equals(name))
                        .findFirst()
                        .orElse(entries.isEmpty() ? null : entries.getFirst()));
    }

    private ImageEntry entry(Image image) {
        return new ImageEntry(
                image, image.problem().isPresent() ? ImageState.UNUSABLE : states.apply(image));
    }

    private void take(List<Image> found) {
        all = List.copyOf(found);
        refresh();
    }

    /** Changes entry by entry where the names stay, so that selection and focus survive. */
    private void replace(List<ImageEntry> entries) {
        boolean sameNames =
                entries.stream()
                        .map(ImageEntry::name)
                        .toList()
                        .equals(shown.stream().map(ImageEntry::name).toList());
        if (!sameNames) {
            shown.setAll(entries);
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).equals(shown.get(i))) {
                shown.set(i, entries.get(i));
            }
        }
    }
}
