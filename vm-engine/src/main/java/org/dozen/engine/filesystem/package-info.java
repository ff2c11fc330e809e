// SPDX-License-Identifier: Apache-2.0
/**
 * The files in an image, and the file system that they lie in. The work is done by {@code
 * dozen-files}, a small sealed program of ours, and by the programs of e2fsprogs.
 */
@NullMarked
package org.dozen.engine.filesystem;

import org.jspecify.annotations.NullMarked;
