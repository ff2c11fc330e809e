// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.engine.filesystem.FileEntry;

/** What is shown of what is selected. */
public sealed interface Preview {
    /** Nothing is selected. */
    record Nothing() implements Preview {}

    /** Several things are selected. */
    record Several(int count, long bytes) implements Preview {}

    /**
     * One thing is selected.
     *
     * @param path of the thing itself
     * @param entry what is known of it, with extended attributes
     * @param content what is in it
     */
    record One(String path, FileEntry entry, Content content) implements Preview {}

    /** What is in a file. */
    sealed interface Content {}

    /**
     * Words.
     *
     * @param text what is there
     * @param note which part of it that is; empty if it is everything
     */
    record Words(String text, String note) implements Content {}

    /**
     * A picture.
     *
     * @param bytes as they are in the file
     * @param width in pixels, as the file says
     * @param height in pixels, as the file says
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and too large to be copied
    record Picture(byte[] bytes, int width, int height) implements Content {}

    /**
     * Anything else.
     *
     * @param dump its first bytes, eight a line
     * @param note which part of it that is
     */
    record Bytes(String dump, String note) implements Content {}

    /** Nothing that can be shown, and why. */
    record Plain(String sentence) implements Content {}
}
