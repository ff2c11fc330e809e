// SPDX-License-Identifier: Apache-2.0
/** Every word that people read, by key, and how figures are written. */
@NullMarked
package org.dozen.app.text;

import org.jspecify.annotations.NullMarked;
