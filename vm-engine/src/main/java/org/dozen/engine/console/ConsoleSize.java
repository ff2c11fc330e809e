// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.console;

/**
 * Size of a console in cells.
 *
 * @param columns 0..65535, 0 = unknown
 * @param rows 0..65535, 0 = unknown
 */
public record ConsoleSize(int columns, int rows) {
    /** The size of a terminal nobody told us anything about. */
    public static final ConsoleSize USUAL = new ConsoleSize(80, 24);

    /** Sizes outside the range are brought into it. */
    public ConsoleSize {
        columns = Math.clamp(columns, 0, 0xffff);
        rows = Math.clamp(rows, 0, 0xffff);
    }
}
