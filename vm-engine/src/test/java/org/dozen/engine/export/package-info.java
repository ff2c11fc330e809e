// SPDX-License-Identifier: Apache-2.0
/** Tests of exports. */
@NullMarked
package org.dozen.engine.export;

import org.jspecify.annotations.NullMarked;
