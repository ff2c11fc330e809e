// SPDX-License-Identifier: Apache-2.0
/**
 * The host calls of one run over time: counts by level, marks, and which guest calls led to them.
 */
@NullMarked
package org.dozen.engine.history;

import org.jspecify.annotations.NullMarked;
