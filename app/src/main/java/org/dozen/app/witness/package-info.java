// SPDX-License-Identifier: Apache-2.0
/** What the host kernel says beside what a machine reports of itself: the four witnesses. */
@NullMarked
package org.dozen.app.witness;

import org.jspecify.annotations.NullMarked;
