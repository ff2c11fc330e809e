// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

/** What the machines of an image are doing, for the dot beside its name. */
public enum ImageState {
    /** No machine uses it. */
    STOPPED,
    /** At least one machine is starting or stopping, none runs. */
    CHANGING,
    /** At least one machine runs. */
    RUNNING,
    /** The last machine of it ended badly. */
    FAILED,
    /** No machine can boot from it. */
    UNUSABLE
}
