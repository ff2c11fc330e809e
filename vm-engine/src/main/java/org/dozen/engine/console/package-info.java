// SPDX-License-Identifier: Apache-2.0
/** The console of a machine as two streams of bytes and a size in cells. */
@NullMarked
package org.dozen.engine.console;

import org.jspecify.annotations.NullMarked;
