// SPDX-License-Identifier: Apache-2.0
/** What can go wrong, each with the fact that failed and a sentence for people. */
@NullMarked
package org.dozen.engine.failure;

import org.jspecify.annotations.NullMarked;
