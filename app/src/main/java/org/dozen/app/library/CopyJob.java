// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

/**
 * An image on its way into the library, as the screen shows it.
 *
 * @param name what it will be called
 * @param share done of one, below 0 = not known yet
 * @param words what is happening
 */
public record CopyJob(String name, double share, String words) {}
