// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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
import org.dozen.engine.workshop.ImageCatalogue;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The library as a list that can be searched and sorted. Disk is read on {@code background},
 * results arrive on {@code screen}.
 */
public final class LibraryViewModel {
    private static final int AT_ONCE = 100;

    private final ImageLibrary library;
    private final ImageCatalogue catalogue;
    private final Executor background;
    private final Executor screen;
    private final Function<Image, ImageState> states;
    private final Consumer<EngineFailure> failed;
    private final ObservableList<ImageEntry> shown = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<ImageOrder> order =
            new ReadOnlyObjectWrapper<>(ImageOrder.NAME);
    private final ReadOnlyBooleanWrapper descending = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable ImageEntry> selected =
            new ReadOnlyObjectWrapper<>();
    private final Object lock = new Object();
    private final Map<Path, String> named = new HashMap<>();
    private List<Found> all = List.of();
    private String awaited = "";
    private String saidTrouble = "";
    private boolean reading;
    private boolean readAgain;

    /** An image and what is known of it. */
    private record Found(Image image, ImageCatalogue.About about) {}

    /**
     * Makes the model of a library.
     *
     * @param states tells what the machines of an image are doing
     * @param failed is told, on the screen's thread, what went wrong
     */
    public LibraryViewModel(
            ImageLibrary library,
            ImageCatalogue catalogue,
            Executor background,
            Executor screen,
            Function<Image, ImageState> states,
            Consumer<EngineFailure> failed) {
        this.library = library;
        this.catalogue = catalogue;
        this.background = background;
        this.screen = screen;
        this.states = states;
        this.failed = failed;
        search.subscribe((before, now) -> refresh());
    }

    /** What matches the search, sorted. */
    public ObservableList<ImageEntry> shown() {
        return shown;
    }

    /** How many images there are, shown or not. */
    public int count() {
        return all.size();
    }

    public StringProperty search() {
        return search;
    }

    /** What the list is sorted by. */
    public ReadOnlyObjectProperty<ImageOrder> order() {
        return order.getReadOnlyProperty();
    }

    /** Whether it is sorted the other way round. */
    public ReadOnlyBooleanProperty descending() {
        return descending.getReadOnlyProperty();
    }

    /** Sorts. */
    public void sort(ImageOrder by, boolean otherWay) {
        if (by != order.get() || otherWay != descending.get()) {
            order.set(by);
            descending.set(otherWay);
            refresh();
        }
    }

    public ReadOnlyObjectProperty<@Nullable ImageEntry> selected() {
        return selected.getReadOnlyProperty();
    }

    public void select(@Nullable ImageEntry entry) {
        selected.set(entry);
    }

    /** Selects the one so many places further, within the list. */
    public void step(int places) {
        if (!shown.isEmpty()) {
            int at = shown.indexOf(selected.get());
            int to = Math.clamp((long) Math.max(at, 0) + places, 0, shown.size() - 1);
            select(shown.get(at < 0 ? 0 : to));
        }
    }

    /** Selects an image as soon as the list has it, whatever is searched for. */
    public void selectWhenThere(String name) {
        awaited = name;
        search.set("");
        reload();
    }

    /** Names that are in use. */
    public Set<String> names() {
        return all.stream().map(found -> found.image().name()).collect(Collectors.toSet());
    }

    /** Images that machines can boot from, shown or not. */
    public List<Image> usable() {
        return all.stream().map(Found::image).filter(image -> image.problem().isEmpty()).toList();
    }

    /** Reads the folder now and whenever it changes, until the subscription ends. */
    public Subscription follow() {
        reload();
        try {
            ImageLibrary.Watching watching = library.watch(this::reload);
            return watching::close;
        } catch (EngineFailure unwatchable) {
            failed.accept(unwatchable);
            return () -> {};
        }
    }

    /**
     * Reads the folder again. Any thread. While it is being read, once more is enough for however
     * many ask.
     */
    public void reload() {
        synchronized (lock) {
            if (reading) {
                readAgain = true;
                return;
            }
            reading = true;
        }
        background.execute(this::read);
    }

    private void read() {
        boolean again = true;
        while (again) {
            synchronized (lock) {
                readAgain = false;
            }
            List<Found> found = List.of();
            try {
                found = look();
                List<Found> seen = found;
                screen.execute(() -> take(seen));
            } catch (EngineFailure failure) {
                screen.execute(() -> say(failure));
            }
            synchronized (lock) {
                again = readAgain;
                reading = again;
            }
            if (!again) {
                nameSystems(found);
            }
        }
    }

    private List<Found> look() {
        List<Image> images = library.list();
        List<ImageCatalogue.About> abouts = catalogue.of(images);
        List<Found> found = new ArrayList<>(images.size());
        for (int i = 0; i < images.size(); i++) {
            found.add(new Found(images.get(i), abouts.get(i)));
        }
        return found;
    }

    /** A folder that cannot be read is said once, not with every change in it. */
    private void say(EngineFailure failure) {
        if (!saidTrouble.equals(failure.sentence())) {
            saidTrouble = failure.sentence();
            failed.accept(failure);
        }
    }

    /** Opens the images whose system nobody has read, one after the other. */
    private void nameSystems(List<Found> found) {
        int news = 0;
        for (Found each : found) {
            ImageState state = states.apply(each.image());
            boolean written = state == ImageState.RUNNING || state == ImageState.CHANGING;
            if (each.about().certain() || written || !begun(each.image())) {
                continue;
            }
            if (catalogue.lookAt(each.image())) {
                news++;
            }
            if (news == AT_ONCE) {
                news = 0;
                screen.execute(this::learn);
            }
        }
        catalogue.flush();
        if (news > 0) {
            screen.execute(this::learn);
        }
    }

    /** Each state of an image is opened once, whatever comes of it. */
    private boolean begun(Image image) {
        synchronized (lock) {
            String state = image.sizeBytes() + " " + image.changed();
            return !state.equals(named.put(image.path(), state));
        }
    }

    private void learn() {
        background.execute(() -> {
            List<Image> images;
            synchronized (lock) {
                images = all.stream().map(Found::image).toList();
            }
            List<ImageCatalogue.About> abouts = catalogue.of(images);
            Map<Path, ImageCatalogue.About> known = new HashMap<>();
            for (int i = 0; i < images.size(); i++) {
                known.put(images.get(i).path(), abouts.get(i));
            }
            screen.execute(() ->
                    take(
                            all.stream()
                                    .map(found ->
                                            new Found(
                                                    found.image(),
                                                    known.getOrDefault(
                                                            found.image().path(), found.about())))
                                    .toList()));
        });
    }

    /** Looks again at what the machines are doing; the folder is not read. */
    public void refresh() {
        List<ImageEntry> entries = new ArrayList<>();
        for (Found found : all) {
            ImageEntry entry = entry(found);
            if (entry.matches(search.get())) {
                entries.add(entry);
            }
        }
        Comparator<ImageEntry> comparator = order.get().comparator(descending.get());
        if (order.get() == ImageOrder.NAME && !descending.get()) {
            // The one that comes along stands first where nobody asked for anything else.
            comparator =
                    Comparator.comparing((ImageEntry entry) -> !entry.image().shipped())
                            .thenComparing(comparator);
        }
        entries.sort(comparator);
        ImageEntry before = selected.get();
        int place = before == null ? 0 : shown.indexOf(before);
        if (!entries.equals(shown)) {
            replace(entries);
        }
        selected.set(chosen(entries, before, place));
    }

    /** The awaited one; the one from before; where that has gone, its neighbour. */
    private @Nullable ImageEntry chosen(
            List<ImageEntry> entries, @Nullable ImageEntry before, int place) {
        for (ImageEntry entry : entries) {
            if (entry.name().equals(awaited) && !entry.image().shipped()) {
                awaited = "";
                return entry;
            }
        }
        if (before != null) {
            for (ImageEntry entry : entries) {
                if (entry.image().path().equals(before.image().path())) {
                    return entry;
                }
            }
        }
        return entries.isEmpty() ? null : entries.get(Math.clamp(place, 0, entries.size() - 1));
    }

    private ImageEntry entry(Found found) {
        Image image = found.image();
        return new ImageEntry(
                image,
                image.problem().isPresent() ? ImageState.UNUSABLE : states.apply(image),
                found.about());
    }

    private void take(List<Found> found) {
        synchronized (lock) {
            all = List.copyOf(found);
        }
        refresh();
    }

    /** Changes entry by entry where the files stay, so that selection and focus survive. */
    private void replace(List<ImageEntry> entries) {
        boolean sameFiles = entries.size() == shown.size() && paths(entries).equals(paths(shown));
        if (!sameFiles) {
            shown.setAll(entries);
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).equals(shown.get(i))) {
                shown.set(i, entries.get(i));
            }
        }
    }

    private static List<Path> paths(List<ImageEntry> entries) {
        return entries.stream().map(entry -> entry.image().path()).toList();
    }
}
