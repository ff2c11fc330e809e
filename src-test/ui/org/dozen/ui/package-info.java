// SPDX-License-Identifier: Apache-2.0
/** The window as people use it, on JavaFX's headless platform, with real machines. */
@NullMarked
package org.dozen.ui;

import org.jspecify.annotations.NullMarked;
