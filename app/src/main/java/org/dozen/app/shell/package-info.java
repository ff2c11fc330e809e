// SPDX-License-Identifier: Apache-2.0
/**
 * The window's frame: bar, tabs, notices, questions, keyboard. Holds what features give it and
 * knows none of them.
 */
@NullMarked
package org.dozen.app.shell;

import org.jspecify.annotations.NullMarked;
