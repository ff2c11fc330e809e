// SPDX-License-Identifier: Apache-2.0
/** Who proves what a machine reports of itself: four witnesses, each with plain words. */
@NullMarked
package org.dozen.engine.witness;

import org.jspecify.annotations.NullMarked;
