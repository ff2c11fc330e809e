// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

/**
 * Something that takes a while.
 *
 * @param words what
 * @param share done of one, below 0 = not known
 * @param stoppable it can be stopped, and nothing has happened then
 */
public record Work(String words, double share, boolean stoppable) {}
