// SPDX-License-Identifier: Apache-2.0
/**
 * Archives of whole file systems, and images of containers: read with bounded memory, trusted in
 * nothing.
 */
@NullMarked
package org.dozen.engine.archive;

import org.jspecify.annotations.NullMarked;
