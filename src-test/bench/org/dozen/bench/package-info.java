// SPDX-License-Identifier: Apache-2.0
/** Figures of the whole product: measured and printed, never asserted. */
@NullMarked
package org.dozen.bench;

import org.jspecify.annotations.NullMarked;
