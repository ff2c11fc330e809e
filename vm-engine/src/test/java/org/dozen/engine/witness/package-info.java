// SPDX-License-Identifier: Apache-2.0
/** Tests of the witnesses. */
@NullMarked
package org.dozen.engine.witness;

import org.jspecify.annotations.NullMarked;
