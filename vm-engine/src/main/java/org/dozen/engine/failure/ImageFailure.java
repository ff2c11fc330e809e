// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.failure;

import java.nio.file.Path;

/** An image cannot be used. */
public final class ImageFailure extends EngineFailure {
    private static final long serialVersionUID = 1L;

    /** Why the image cannot be used. */
    public enum Reason {
        /** No such file, and no image of this name in the library. */
        MISSING,
        /** A folder, a device or something else that is not a regular file. */
        NOT_A_FILE,
        /** The file may not be read, or not be written although the machine writes. */
        NO_PERMISSION,
        /** The file holds something else; the sentence names what, where it was recognised. */
        NOT_AN_IMAGE,
        /** The file is shorter than the file system in it. */
        TRUNCATED,
        /** The superblock contradicts itself. */
        DAMAGED,
        /** A file system that needs what our kernel does not have. */
        UNSUPPORTED,
        /** Another machine, of this or another process, uses it. */
        IN_USE,
        /** It was removed or replaced while a machine ran on it. */
        GONE,
        /** There is an image of this name already, or the name cannot be one. */
        BAD_NAME,
        /** No room left on the disk that holds the library. */
        DISK_FULL,
        /** The image itself has no room left for what is to be put into it. */
        IMAGE_FULL,
        /** What was to be brought in is no archive, damaged, too big, or wants to climb out. */
        BAD_ARCHIVE,
        /** It cannot be fetched: no such name, no right to it, a registry that does not answer. */
        NOT_FETCHED,
        /** No such file in the image, or one of another kind. */
        NO_SUCH_FILE,
        /** A program that is needed for it is not installed. */
        TOOL_MISSING,
        /** Reading or writing failed for another reason; see the cause. */
        INPUT_OUTPUT
    }

    private final Reason reason;
    private final transient Path path;

    public ImageFailure(Reason reason, Path path, String sentence) {
        super(sentence);
        this.reason = reason;
        this.path = path;
    }

    public ImageFailure(Reason reason, Path path, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
        this.path = path;
    }

    public Reason reason() {
        return reason;
    }

    /** The file that it is about. */
    public Path path() {
        return path;
    }

    @Override
    public String reasonName() {
        return reason.name();
    }
}
