// SPDX-License-Identifier: Apache-2.0
/** What a machine reports of itself: control page, counters and trace ring. */
@NullMarked
package org.dozen.engine.trace;

import org.jspecify.annotations.NullMarked;
