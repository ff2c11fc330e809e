// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.preference;

/**
 * How the library is shown.
 *
 * @param grid as tiles, otherwise as a list
 * @param order what it is sorted by, a word of the library's
 * @param descending the other way round
 */
public record LibraryLook(boolean grid, String order, boolean descending) {
    public static final LibraryLook USUAL = new LibraryLook(false, "name", false);
}
