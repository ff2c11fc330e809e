// SPDX-License-Identifier: Apache-2.0
/** Tests of comparisons. */
@NullMarked
package org.dozen.engine.compare;

import org.jspecify.annotations.NullMarked;
