// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import javafx.scene.Node;

import org.controlsfx.control.PopOver;
import org.dozen.app.text.Text;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImageWorkshop;
import org.dozen.engine.workshop.ImportRequest;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What can be done with images, for lists, menus and keys alike. On the JavaFX thread. */
public final class LibraryCommands {
    private final LibraryViewModel model;
    private final ImageWorkshop workshop;
    private final ImageJobs jobs;
    private final ImageChores chores;
    private final ImageQuestions questions;
    private final ImageActions actions;

    /**
     * The commands of a library.
     *
     * @param actions what the window does with an image
     */
    public LibraryCommands(
            LibraryViewModel model,
            ImageWorkshop workshop,
            ImageJobs jobs,
            ImageChores chores,
            ImageQuestions questions,
            ImageActions actions) {
        this.model = model;
        this.workshop = workshop;
        this.jobs = jobs;
        this.chores = chores;
        this.questions = questions;
        this.actions = actions;
    }

    LibraryViewModel model() {
        return model;
    }

    ImageJobs jobs() {
        return jobs;
    }

    ImageChores chores() {
        return chores;
    }

    ImageQuestions questions() {
        return questions;
    }

    private void withUsable(Consumer<Image> action) {
        ImageEntry entry = model.selected().get();
        if (entry != null && entry.usable()) {
            action.accept(entry.image());
        }
    }

    /** Starts a machine from the selected image. */
    public void boot() {
        withUsable(actions::boot);
    }

    /** Shows the files in the selected image. */
    public void lookInside() {
        withUsable(actions::lookInside);
    }

    /** Shows how a machine is started from the selected image. */
    public void chooseStart() {
        withUsable(actions::chooseStart);
    }

    /** Shows the selected image's file in the file manager. */
    public void reveal() {
        ImageEntry entry = model.selected().get();
        if (entry != null) {
            actions.reveal(entry.image());
        }
    }

    /** Asks for a file and brings it into the library. */
    public void bringIn() {
        questions.image().ifPresent(file -> bringIn(List.of(file)));
    }

    /** Brings files and folders into the library. */
    public void bringIn(List<Path> sources) {
        Set<String> taken = new HashSet<>(model.names());
        for (Path source : sources) {
            Path file = source.getFileName();
            String name = ImageNames.free(file == null ? "" : file.toString(), taken);
            taken.add(name);
            bringIn(ImportRequest.of(source.toString(), name));
        }
    }

    /** Brings something into the library. */
    void bringIn(ImportRequest request) {
        make(Text.of("job.import", request.name()), job -> workshop.bringIn(request, job));
    }

    /** Makes an image, which is selected when it is there. */
    void make(String title, ImageJobs.Work<Image> work) {
        jobs.start(title, Optional.empty(), work, image -> model.selectWhenThere(image.name()));
    }

    /** Asks for a name and copies the selected image. */
    public void duplicate(Node beside) {
        withUsable(image ->
                askName(
                        beside,
                        new NameForm.Words(
                                Text.of("library.copy.title"),
                                Text.of(
                                        image.shipped()
                                                ? "library.copy.shipped"
                                                : "library.copy.what",
                                        image.name()),
                                Text.of("library.copy.do")),
                        ImageNames.free(image.name() + "-copy", model.names()),
                        model.names(),
                        name -> duplicate(image, name)));
    }

    void duplicate(Image image, String name) {
        make(Text.of("job.copy", image.name(), name), job -> workshop.duplicate(image, name, job));
    }

    /** Asks for another name for the selected image. */
    public void rename(Node beside) {
        ImageEntry entry = model.selected().get();
        if (entry == null || entry.image().shipped()) {
            return;
        }
        Set<String> others = new HashSet<>(model.names());
        others.remove(entry.name());
        askName(
                beside,
                new NameForm.Words(
                        Text.of("library.rename.title"),
                        Text.of("library.rename.what", entry.name()),
                        Text.of("library.rename.do")),
                entry.name(),
                others,
                name -> {
                    if (!name.equals(entry.name())) {
                        chores.rename(entry.image(), name, () -> model.selectWhenThere(name));
                    }
                });
    }

    private static void askName(
            Node beside,
            NameForm.Words words,
            String proposed,
            Set<String> taken,
            Consumer<String> take) {
        PopOver over = new PopOver();
        NameForm form =
                new NameForm(
                        words,
                        proposed,
                        taken,
                        name -> {
                            over.hide();
                            take.accept(name);
                        });
        over.setContentNode(form);
        over.setArrowLocation(PopOver.ArrowLocation.LEFT_TOP);
        over.setAnimated(false);
        over.show(beside);
        form.focus();
    }

    /** Puts the selected image into the trash. */
    public void remove() {
        ImageEntry entry = model.selected().get();
        if (entry != null && !entry.image().shipped()) {
            chores.remove(entry.image());
        }
    }

    /** Takes back what was removed last. */
    public void undo() {
        chores.undo();
    }

    /** Whether it may be renamed, removed and changed. */
    static boolean own(@Nullable ImageEntry entry) {
        return entry != null && !entry.image().shipped();
    }
}
