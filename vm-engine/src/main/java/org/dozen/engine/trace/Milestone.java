// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.trace;

/** Points of a boot, in order, as in {@code enum dozen_milestone}. */
public enum Milestone {
    /** First instruction of the machine's process. */
    ENTRY(0, "entry"),
    /** Memory mapped, processor features read. */
    MAPPED(1, "mapped"),
    /** Descriptors closed, limits set. */
    HARDENED(2, "hardened"),
    /** Filter installed. */
    SEALED(3, "sealed"),
    /** The guest kernel's first C function. */
    KERNEL(4, "kernel"),
    /** Its page allocator works. */
    MEMORY(5, "memory"),
    /** Before its drivers start. */
    INITCALLS(6, "initcalls"),
    /** Before the root file system is mounted. */
    ROOT(7, "root"),
    /** First guest program started. */
    INIT(8, "init"),
    /** A guest program waits for console input: the prompt is there. */
    CONSOLE_READ(9, "prompt"),
    /** Power-off or reboot asked for. */
    HALT(10, "halt");

    private final int index;
    private final String label;

    Milestone(int index, String label) {
        this.index = index;
        this.label = label;
    }

    /** Place in the control page. */
    int index() {
        return index;
    }

    /** Short name, as in the report. */
    public String label() {
        return label;
    }
}
