// SPDX-License-Identifier: Apache-2.0
/** Images on disk: the library, what an image holds, and the lock of an image in use. */
@NullMarked
package org.dozen.engine.image;

import org.jspecify.annotations.NullMarked;
