// SPDX-License-Identifier: Apache-2.0
/**
 * One machine in its tab: state, status line, ending. Panel and console are given to it as nodes.
 */
@NullMarked
package org.dozen.app.machine;

import org.jspecify.annotations.NullMarked;
