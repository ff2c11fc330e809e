// SPDX-License-Identifier: Apache-2.0
/** Tests of the history of runs. */
@NullMarked
package org.dozen.engine.history;

import org.jspecify.annotations.NullMarked;
