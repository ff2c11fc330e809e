// SPDX-License-Identifier: Apache-2.0
/** The twelve, refused calls, and the names of all system calls, as data. */
@NullMarked
package org.dozen.engine.hostcall;

import org.jspecify.annotations.NullMarked;
