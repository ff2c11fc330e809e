// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.start;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.dozen.app.preference.PreferenceStore;
import org.dozen.app.preference.StartChoice;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageLibrary;
import org.dozen.engine.machine.MachineSettings;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How a machine is started from one image. What makes sense is kept at once; what does not is said
 * beside its field. Properties change on the screen's thread.
 */
public final class StartViewModel {
    /**
     * What the page has to know beside the image.
     *
     * @param listed the library finds the image by its name
     * @param taken names of images
     * @param itsCommand what the image says that is to be run; empty if it says nothing
     * @param hostMemory bytes of memory that this computer has
     */
    public record Surroundings(
            boolean listed, Set<String> taken, List<String> itsCommand, long hostMemory) {}

    private final Image image;
    private final Surroundings around;
    private final PreferenceStore preferences;
    private final Executor background;
    private final Executor screen;
    private final StringProperty memory = new SimpleStringProperty("");
    private final ObjectProperty<Writes> writes = new SimpleObjectProperty<>(Writes.INTO_IMAGE);
    private final StringProperty keepAs = new SimpleStringProperty("");
    private final ObjectProperty<StartChoice.Run> run =
            new SimpleObjectProperty<>(StartChoice.Run.SHELL);
    private final StringProperty command = new SimpleStringProperty("");
    private final ObjectProperty<StartChoice.Init> init =
            new SimpleObjectProperty<>(StartChoice.Init.AUTO);
    private final ObservableList<StartChoice.Disk> disks = FXCollections.observableArrayList();
    private final StringProperty kernelWords = new SimpleStringProperty("");
    private final BooleanProperty strict = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Map<StartField, String>> faults =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");
    private String diskFault = "";
    private int diskLook;
    private boolean filling;

    /** Begins with what was chosen for the image last. */
    public StartViewModel(
            Image image,
            Surroundings around,
            PreferenceStore preferences,
            Executor background,
            Executor screen) {
        this.image = image;
        this.around = around;
        this.preferences = preferences;
        this.background = background;
        this.screen = screen;
        fill(preferences.get().start(image.name()));
        memory.subscribe((before, now) -> changed());
        writes.subscribe((before, now) -> changed());
        keepAs.subscribe((before, now) -> changed());
        run.subscribe((before, now) -> changed());
        command.subscribe((before, now) -> changed());
        init.subscribe((before, now) -> changed());
        kernelWords.subscribe((before, now) -> changed());
        strict.subscribe((before, now) -> changed());
        disks.addListener((ListChangeListener<StartChoice.Disk>) change -> changed());
        writes.subscribe((before, now) -> lookAtDisks());
        disks.addListener((ListChangeListener<StartChoice.Disk>) change -> lookAtDisks());
        changed();
        lookAtDisks();
    }

    public Image image() {
        return image;
    }

    public StringProperty memory() {
        return memory;
    }

    public ObjectProperty<Writes> writes() {
        return writes;
    }

    public StringProperty keepAs() {
        return keepAs;
    }

    public ObjectProperty<StartChoice.Run> run() {
        return run;
    }

    public StringProperty command() {
        return command;
    }

    public ObjectProperty<StartChoice.Init> init() {
        return init;
    }

    public ObservableList<StartChoice.Disk> disks() {
        return disks;
    }

    public StringProperty kernelWords() {
        return kernelWords;
    }

    public BooleanProperty strict() {
        return strict;
    }

    /** What is wrong, by field, in sentences. */
    public ReadOnlyObjectProperty<Map<StartField, String>> faults() {
        return faults.getReadOnlyProperty();
    }

    /** The command line that does what a click does; empty while something is wrong. */
    public ReadOnlyStringProperty line() {
        return line.getReadOnlyProperty();
    }

    /** What the image says that is to be run; empty if it says nothing. */
    public String itsCommand() {
        return RunLine.quoted(around.itsCommand());
    }

    /** Chooses everything as it is usual. */
    public void reset() {
        fill(StartChoice.USUAL);
        changed();
        lookAtDisks();
    }

    private void fill(StartChoice choice) {
        filling = true;
        memory.set(MemoryText.of(choice.memoryMegabytes()));
        writes.set(Writes.of(choice, image.shipped()));
        keepAs.set(choice.keepAs().isEmpty() ? freeName() : choice.keepAs());
        run.set(
                choice.run() == StartChoice.Run.IMAGE && around.itsCommand().isEmpty()
                        ? StartChoice.Run.SHELL
                        : choice.run());
        command.set(choice.command());
        init.set(choice.init());
        disks.setAll(choice.disks());
        kernelWords.set(choice.kernelWords());
        strict.set(choice.strict());
        filling = false;
    }

    private String freeName() {
        String name = image.name() + "-kept";
        for (int number = 2; around.taken().contains(name); number++) {
            name = image.name() + "-kept-" + number;
        }
        return name;
    }

    private void changed() {
        if (filling) {
            return;
        }
        Map<StartField, String> wrong = new EnumMap<>(StartField.class);
        put(wrong, StartField.MEMORY, memoryFault());
        put(wrong, StartField.KEEP_AS, keepFault());
        put(wrong, StartField.COMMAND, commandFault());
        put(wrong, StartField.DISKS, diskFault);
        put(wrong, StartField.KERNEL_WORDS, kernelFault());
        faults.set(Map.copyOf(wrong));
        boolean whole = wrong.keySet().stream().allMatch(StartField.DISKS::equals);
        if (whole) {
            StartChoice choice = choice();
            preferences.change(now -> now.withStart(image.name(), choice));
        }
        line.set(
                wrong.isEmpty()
                        ? RunLine.quoted(RunLine.words(image, around.listed(), shown(choice())))
                        : "");
    }

    /** What is written to the shipped image is thrown away without being told. */
    private StartChoice shown(StartChoice choice) {
        return image.shipped() && choice.changes() == StartChoice.Changes.DISCARD
                ? choice.withChanges(StartChoice.Changes.WRITE, choice.keepAs())
                : choice;
    }

    private StartChoice choice() {
        boolean kept = writes.get() == Writes.KEPT;
        boolean own = run.get() == StartChoice.Run.LINE;
        return new StartChoice(
                (int) MemoryText.megabytes(memory.get()).orElseThrow(),
                strict.get(),
                writes.get() == Writes.NOTHING,
                writes.get().changes(),
                kept ? keepAs.get().strip() : "",
                run.get(),
                own ? command.get() : "",
                init.get(),
                List.copyOf(disks),
                kernelWords.get().strip());
    }

    private static void put(Map<StartField, String> wrong, StartField field, String sentence) {
        if (!sentence.isEmpty()) {
            wrong.put(field, sentence);
        }
    }

    private String memoryFault() {
        OptionalLong megabytes = MemoryText.megabytes(memory.get());
        if (megabytes.isEmpty()) {
            return Text.of("start.memory.none");
        }
        long bytes = megabytes.getAsLong() << 20;
        if (bytes < MachineSettings.LEAST_MEMORY) {
            return Text.of("start.memory.little", Figures.bytes(MachineSettings.LEAST_MEMORY));
        }
        return bytes > around.hostMemory()
                ? Text.of("start.memory.much", Figures.bytes(around.hostMemory()))
                : "";
    }

    private String keepFault() {
        String name = keepAs.get().strip();
        if (writes.get() != Writes.KEPT) {
            return "";
        }
        if (!ImageLibrary.isName(name)) {
            return Text.of("start.keep.name");
        }
        return around.taken().contains(name) ? Text.of("start.keep.taken", name) : "";
    }

    private String commandFault() {
        if (run.get() != StartChoice.Run.LINE) {
            return "";
        }
        if (command.get().isBlank()) {
            return Text.of("start.command.empty");
        }
        if (command.get().startsWith("-")) {
            return Text.of("start.dash");
        }
        int bytes = command.get().getBytes(StandardCharsets.UTF_8).length;
        return bytes > MachineSettings.MOST_COMMAND
                ? Text.of("start.command.long", MachineSettings.MOST_COMMAND)
                : "";
    }

    private String kernelFault() {
        String words = kernelWords.get().strip();
        if (words.startsWith("-")) {
            return Text.of("start.dash");
        }
        if (words.length() > MachineSettings.MOST_EXTRA_WORDS) {
            return Text.of("start.kernel.long", MachineSettings.MOST_EXTRA_WORDS);
        }
        return words.chars().anyMatch(Character::isISOControl) ? Text.of("start.kernel.odd") : "";
    }

    private void lookAtDisks() {
        if (filling) {
            return;
        }
        diskLook++;
        int look = diskLook;
        List<StartChoice.Disk> now = List.copyOf(disks);
        boolean written = writes.get() == Writes.INTO_IMAGE;
        background.execute(() -> {
            String wrong = DiskFault.of(now, image.path(), written);
            screen.execute(() -> {
                if (look == diskLook && !wrong.equals(diskFault)) {
                    diskFault = wrong;
                    changed();
                }
            });
        });
    }
}
