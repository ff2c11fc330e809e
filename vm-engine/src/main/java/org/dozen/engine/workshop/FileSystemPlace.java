// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.image.FileSystemKind;
import org.dozen.engine.image.Partition;

/**
 * Where in an image a file system may be.
 *
 * @param partition the stretch of the image
 * @param kind what is there, as far as we know it
 * @param label its own label, may be empty
 * @param usable it can be looked into
 */
public record FileSystemPlace(
        Partition partition, FileSystemKind kind, String label, boolean usable) {}
