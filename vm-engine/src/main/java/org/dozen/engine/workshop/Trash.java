// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.host.DiskFile;
import org.dozen.engine.host.NewName;
import org.dozen.engine.image.Image;
import org.dozen.engine.image.ImageLibrary;
import org.dozen.engine.image.NoteStore;
import org.dozen.engine.image.UnfinishedImage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Removed images, in a hidden folder of the library, until somebody wants them back. */
public final class Trash {
    private static final String FOLDER = ".trash";

    private final ImageLibrary library;
    private final NoteStore notes;

    Trash(ImageLibrary library, NoteStore notes) {
        this.library = library;
        this.notes = notes;
    }

    private Path folder() {
        return library.folder().resolve(FOLDER);
    }

    /**
     * Puts an image here.
     *
     * @return where it is; {@link #restore} takes this
     */
    public Path put(Image image) {
        if (image.shipped()) {
            throw new ImageFailure(
                    ImageFailure.Reason.NO_PERMISSION,
                    image.path(),
                    "The image " + image.name() + " came with the program and stays.");
        }
        try (DiskFile lock = DiskFile.open(image.path(), false)) {
            Files.createDirectories(folder());
            Path there =
                    folder().resolve(System.currentTimeMillis() + "-" + lock.path().getFileName());
            // What is known goes first and is forgotten last: whoever stops us loses none of it.
            notes.copy(image.name(), there.getFileName().toString());
            NewName.give(lock.path(), there);
            notes.remove(image.name());
            return there;
        } catch (IOException refused) {
            throw failure(image.path(), "removed", refused);
        }
    }

    /** Takes an image back to where it was. */
    public Image restore(Path there) {
        String name = String.valueOf(there.getFileName()).replaceFirst("^\\d+-", "");
        Path target = library.folder().resolve(name);
        if (Files.exists(target)) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME,
                    target,
                    "There is an image named " + name + " again; rename it first.");
        }
        String kept = there.getFileName().toString();
        String plain = name.replaceFirst("(?<=.)\\.[^.]*$", "");
        try (UnfinishedImage place = UnfinishedImage.replacing(target)) {
            notes.copy(kept, plain);
            Image image = library.inspect(place.finishAs(there));
            notes.remove(kept);
            return image;
        } catch (IOException refused) {
            throw failure(there, "restored", refused);
        }
    }

    /** What is here. */
    public List<Path> list() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder())) {
            return all.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Removes everything here for good. */
    public void empty() {
        for (Path each : list()) {
            try {
                Files.deleteIfExists(each);
                notes.remove(String.valueOf(each.getFileName()));
            } catch (IOException refused) {
                throw failure(each, "removed", refused);
            }
        }
    }

    private static ImageFailure failure(Path path, String what, IOException refused) {
        return new ImageFailure(
                ImageFailure.Reason.INPUT_OUTPUT,
                path,
                "The image "
                        + path.getFileName()
                        + " cannot be "
                        + what
                        + ": "
                        + refused.getMessage()
                        + ".",
                refused);
    }
}
