// SPDX-License-Identifier: Apache-2.0
/** The front door: {@link org.dozen.engine.VmEngine} and where it keeps things. */
@NullMarked
package org.dozen.engine;

import org.jspecify.annotations.NullMarked;
