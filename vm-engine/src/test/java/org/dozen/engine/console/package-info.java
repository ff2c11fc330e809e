// SPDX-License-Identifier: Apache-2.0
/** Tests of consoles. */
@NullMarked
package org.dozen.engine.console;

import org.jspecify.annotations.NullMarked;
