// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.hostcalls;

/** In which order the rows stand. */
public enum CallOrder {
    /** The most frequent first. */
    RANK,
    /** As in the table of the twelve. */
    TABLE
}
