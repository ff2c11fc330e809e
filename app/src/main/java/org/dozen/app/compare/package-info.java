// SPDX-License-Identifier: Apache-2.0
/** Which calls each phase needs, runs side by side, and what others allow. */
@NullMarked
package org.dozen.app.compare;

import org.jspecify.annotations.NullMarked;
