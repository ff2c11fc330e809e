// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

/** File systems that a machine boots from. */
public enum FileSystemKind {
    EXT2("ext2"),
    EXT3("ext3"),
    EXT4("ext4"),
    /** Something that no machine boots from; {@link Image#problem()} says what. */
    UNKNOWN("unknown");

    private final String label;

    FileSystemKind(String label) {
        this.label = label;
    }

    /** The name as everyone writes it, lower case. */
    public String label() {
        return label;
    }
}
