// SPDX-License-Identifier: Apache-2.0
/** The command line: the same engine without a window. Nothing of JavaFX is loaded. */
@NullMarked
package org.dozen.app.cli;

import org.jspecify.annotations.NullMarked;
