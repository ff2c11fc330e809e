// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.nio.file.Path;
import java.util.List;

/** The images that there are: the shipped one and those in the library's folder. */
public interface ImageLibrary {
    /**
     * Looks at the folder and gives what is there, the shipped image first, the others by name.
     * Files that are no images are listed with their {@link Image#problem()}; unfinished copies and
     * hidden files are not. Reads a few kilobytes per file; not for a user interface's thread.
     */
    List<Image> list();

    /**
     * Finds an image by what a person wrote: a name of the library, or a path.
     *
     * @throws org.dozen.engine.failure.ImageFailure if there is none or it cannot be read
     */
    Image resolve(String nameOrPath);

    /**
     * Looks at one file.
     *
     * @throws org.dozen.engine.failure.ImageFailure if there is no such file or it cannot be read;
     *     a file that holds something else is no failure but an image with a problem
     */
    Image inspect(Path path);

    /**
     * Copies an image file into the library, all or nothing, holes kept.
     *
     * @param name what to call it, letters, digits, dot, dash, underscore
     * @throws org.dozen.engine.failure.ImageFailure if the source cannot be used, the name is taken
     *     or no name, or the disk is full; nothing is left behind then
     */
    Image bringIn(Path source, String name);

    /**
     * The same for whoever wants to see how far it is, or to stop it.
     *
     * @param progress is asked now and then, on the calling thread
     * @throws java.util.concurrent.CancellationException if {@code progress} said to stop; nothing
     *     is left behind then
     */
    default Image bringIn(Path source, String name, CopyProgress progress) {
        Image brought = bringIn(source, name);
        progress.copied(brought.sizeBytes(), brought.sizeBytes());
        return brought;
    }

    /**
     * The same, with what is to be remembered of it.
     *
     * @param about is remembered when the image is there
     */
    default Image bringIn(Path source, String name, ImageNotes about, CopyProgress progress) {
        return bringIn(source, name, progress);
    }

    /** Whether an image can be called that. */
    static boolean isName(String name) {
        return FolderLibrary.NAME.matcher(name).matches();
    }

    /** Sees a copy proceed. */
    @FunctionalInterface
    interface CopyProgress {
        /**
         * So far.
         *
         * @param bytes looked at so far, holes included
         * @param total of so many
         * @return whether to go on
         */
        boolean copied(long bytes, long total);
    }

    /** The folder of the library. It need not exist. */
    Path folder();

    /**
     * Is told, on a thread of the engine, that the folder has changed; not what. Several changes
     * may come as one.
     */
    Watching watch(Runnable changed);

    /** A watch that can be ended. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
