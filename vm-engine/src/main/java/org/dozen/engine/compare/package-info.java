// SPDX-License-Identifier: Apache-2.0
/** What runs need by phase and beside each other, and what others allow. */
@NullMarked
package org.dozen.engine.compare;

import org.jspecify.annotations.NullMarked;
