// SPDX-License-Identifier: Apache-2.0
/** What no honest machine would write, through everything that reads it. */
@NullMarked
package org.dozen.fuzz;

import org.jspecify.annotations.NullMarked;
