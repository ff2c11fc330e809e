// SPDX-License-Identifier: Apache-2.0
/** The console of a machine as a terminal. The only package that knows JediTermFX. */
@NullMarked
package org.dozen.app.terminal;

import org.jspecify.annotations.NullMarked;
