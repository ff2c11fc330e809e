// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.failure.EngineFailure;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageRecipes;
import org.dozen.engine.registry.RegistryName;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.ImportRequest;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is filled in for a new image, what is wrong with it, and the making. */
public final class NewImageModel {
    private static final long LEAST = 4L << 20;
    private static final Pattern STEP =
            Pattern.compile("step (\\d+) of (\\d+):(?:.*: (\\d+) %)?.*");

    private final LibraryCommands commands;
    private final ImageWorkshop workshop;
    private final ImageRecipes recipes;
    private final List<String> recipeNames;
    private final Set<String> taken;
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.REGISTRY);
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty container = new SimpleStringProperty("");
    private final StringProperty recipe = new SimpleStringProperty("");
    private final StringProperty path = new SimpleStringProperty("");
    private final StringProperty reference = new SimpleStringProperty("");
    private final BooleanProperty asRoot = new SimpleBooleanProperty(true);
    private final StringProperty original = new SimpleStringProperty("");
    private final StringProperty size = new SimpleStringProperty("");
    private final StringProperty emptySize = new SimpleStringProperty("1 GB");
    private final StringProperty fileSystem = new SimpleStringProperty("ext4");
    private final BooleanProperty partitioned = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Fault>> fault =
            new SimpleObjectProperty<>(Optional.empty());
    private String proposed = "";

    /** Where an image comes from. */
    public enum Kind {
        REGISTRY,
        RECIPE,
        FILE,
        COPY,
        EMPTY
    }

    /**
     * Why it cannot be made yet.
     *
     * @param sentence for people
     * @param missing nothing is wrong, something has not been filled in yet
     */
    public record Fault(String sentence, boolean missing) {}

    /**
     * A form that has not been filled in.
     *
     * @param recipeNames what {@code recipes} has; asking it takes the disk
     */
    NewImageModel(
            LibraryCommands commands,
            ImageWorkshop workshop,
            ImageRecipes recipes,
            List<String> recipeNames) {
        this.commands = commands;
        this.workshop = workshop;
        this.recipes = recipes;
        this.recipeNames = List.copyOf(recipeNames);
        this.taken = commands.model().names();
        recipeNames.stream().findFirst().ifPresent(recipe::set);
        copies().stream().findFirst().ifPresent(original::set);
        ImageEntry selected = commands.model().selected().get();
        if (selected != null && selected.usable()) {
            original.set(selected.name());
        }
        kind.subscribe(now -> propose());
        for (StringProperty each : List.of(container, recipe, path, original)) {
            each.subscribe((before, now) -> propose());
        }
        for (StringProperty each : List.of(name, size, emptySize, reference, fileSystem)) {
            each.subscribe((before, now) -> look());
        }
        propose();
    }

    public ObjectProperty<Kind> kind() {
        return kind;
    }

    public StringProperty name() {
        return name;
    }

    /** The name of a container in a registry. */
    public StringProperty container() {
        return container;
    }

    public StringProperty recipe() {
        return recipe;
    }

    /** A file or folder. */
    public StringProperty path() {
        return path;
    }

    /** Which image of an archive that has several. */
    public StringProperty reference() {
        return reference;
    }

    /** In a folder, what is mine belongs to root in the image. */
    public BooleanProperty asRoot() {
        return asRoot;
    }

    /** The name of the image to be copied. */
    public StringProperty original() {
        return original;
    }

    /** The size of what is made of files; empty: as fits. */
    public StringProperty size() {
        return size;
    }

    /** The size of an empty image. */
    public StringProperty emptySize() {
        return emptySize;
    }

    public StringProperty fileSystem() {
        return fileSystem;
    }

    public BooleanProperty partitioned() {
        return partitioned;
    }

    /** Why it cannot be made yet; empty if it can. */
    public ObjectProperty<Optional<Fault>> fault() {
        return fault;
    }

    /** What can be made here from Debian's packages. */
    public List<String> recipes() {
        return recipeNames;
    }

    /** Names of images that can be copied. */
    public List<String> copies() {
        return commands.model().usable().stream().map(Image::name).distinct().toList();
    }

    /** Gives it a name, unless somebody has typed one. */
    private void propose() {
        if (name.get().isEmpty() || name.get().equals(proposed)) {
            String source =
                    switch (kind.get()) {
                        case REGISTRY -> container.get();
                        case RECIPE -> recipe.get();
                        case FILE -> path.get();
                        case COPY -> original.get().isEmpty() ? "" : original.get() + "-copy";
                        case EMPTY -> "empty";
                    };
            proposed = source.isBlank() ? "" : ImageNames.free(source.replace(':', '-'), taken);
            name.set(proposed);
        }
        look();
    }

    private void look() {
        fault.set(sourceFault().or(this::nameFault));
    }

    private Optional<Fault> nameFault() {
        return ImageNames.fault(name.get().strip(), taken)
                .map(sentence -> new Fault(sentence, name.get().isBlank()));
    }

    private Optional<Fault> sourceFault() {
        return switch (kind.get()) {
            case REGISTRY -> containerFault().or(this::sizeFault);
            case RECIPE ->
                    recipe.get().isEmpty() ? wrong(Text.of("new.recipe.none")) : Optional.empty();
            case FILE -> pathFault().or(this::sizeFault);
            case COPY ->
                    original.get().isEmpty() ? missing(Text.of("new.copy.none")) : Optional.empty();
            case EMPTY -> emptyFault();
        };
    }

    private static Optional<Fault> wrong(String sentence) {
        return Optional.of(new Fault(sentence, false));
    }

    private static Optional<Fault> missing(String sentence) {
        return Optional.of(new Fault(sentence, true));
    }

    private Optional<Fault> containerFault() {
        String written = container.get().strip();
        if (written.isEmpty()) {
            return missing(Text.of("new.registry.missing"));
        }
        try {
            RegistryName.parse(written);
            return Optional.empty();
        } catch (EngineFailure bad) {
            return wrong(bad.sentence());
        }
    }

    private Optional<Fault> pathFault() {
        String written = path.get().strip();
        if (written.isEmpty()) {
            return missing(Text.of("new.file.missing"));
        }
        try {
            return Files.exists(Path.of(written))
                    ? Optional.empty()
                    : wrong(Text.of("new.file.gone", written));
        } catch (InvalidPathException bad) {
            return wrong(Text.of("new.file.gone", written));
        }
    }

    private Optional<Fault> sizeFault() {
        return size.get().isBlank() || ByteSize.parse(size.get()).isPresent()
                ? Optional.empty()
                : wrong(Text.of("new.size.bad", size.get().strip()));
    }

    private Optional<Fault> emptyFault() {
        if (ByteSize.parse(emptySize.get()).isEmpty()) {
            return wrong(Text.of("new.size.bad", emptySize.get().strip()));
        }
        return ByteSize.parse(emptySize.get()).getAsLong() < LEAST
                ? wrong(Text.of("new.size.small", Figures.bytes(LEAST)))
                : Optional.empty();
    }

    /** Begins to make it, if nothing is wrong. Whether it has begun. */
    public boolean create() {
        look();
        if (fault.get().isPresent()) {
            return false;
        }
        String called = name.get().strip();
        switch (kind.get()) {
            case REGISTRY -> commands.bringIn(request(container.get().strip(), called));
            case FILE ->
                    commands.bringIn(
                            request(path.get().strip(), called)
                                    .withReference(reference.get().strip())
                                    .withOwnFilesAsRoot(asRoot.get()));
            case RECIPE -> build(recipe.get(), called);
            case COPY ->
                    commands.model().usable().stream()
                            .filter(image -> image.name().equals(original.get()))
                            .findFirst()
                            .ifPresent(image -> commands.duplicate(image, called));
            case EMPTY -> make(called);
        }
        return true;
    }

    private ImportRequest request(String source, String called) {
        return ImportRequest.of(source, called).withBytes(ByteSize.parse(size.get()).orElse(0));
    }

    private void make(String called) {
        long bytes = ByteSize.parse(emptySize.get()).orElse(0);
        String system = fileSystem.get();
        boolean table = partitioned.get();
        commands.make(
                Text.of("job.make", called), job -> workshop.make(called, system, bytes, table));
    }

    private void build(String which, String called) {
        commands.make(
                Text.of("job.build", called),
                job ->
                        workshop.adopt(
                                called,
                                "recipe " + which,
                                file ->
                                        recipes.build(
                                                which,
                                                file,
                                                line -> job.at(shown(line), share(line)))));
    }

    private static String shown(String line) {
        return line.isEmpty() ? Text.of("job.begun") : line;
    }

    /** How far a recipe is, from its line "step 2 of 7: fetching: 40 %"; below 0 if unknown. */
    static double share(String line) {
        Matcher matcher = STEP.matcher(line);
        if (!matcher.matches()) {
            return -1;
        }
        double step = Double.parseDouble(matcher.group(1)) - 1;
        String percent = matcher.group(3);
        double part = percent == null ? 0 : Math.min(100, Double.parseDouble(percent)) / 100;
        return Math.clamp((step + part) / Math.max(1, Double.parseDouble(matcher.group(2))), 0, 1);
    }
}
