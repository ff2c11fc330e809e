// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import java.util.Arrays;
import java.util.Optional;

/** What a name in a file system leads to. */
public enum FileKind {
    FILE(0100000, '-'),
    FOLDER(0040000, 'd'),
    LINK(0120000, 'l'),
    CHARACTER_DEVICE(0020000, 'c'),
    BLOCK_DEVICE(0060000, 'b'),
    PIPE(0010000, 'p'),
    SOCKET(0140000, 's');

    private static final int KIND_BITS = 0170000;

    private final int bits;
    private final char letter;

    FileKind(int bits, char letter) {
        this.bits = bits;
        this.letter = letter;
    }

    /** The bits of this kind in an inode's mode. */
    int bits() {
        return bits;
    }

    /** As {@code ls -l} begins its lines. */
    public char letter() {
        return letter;
    }

    /** The kind in an inode's mode; empty for a mode that no file has. */
    static Optional<FileKind> ofMode(int mode) {
        return Arrays.stream(values()).filter(kind -> kind.bits == (mode & KIND_BITS)).findFirst();
    }
}
