// SPDX-License-Identifier: Apache-2.0
/** The list of images: find, look at, bring in, boot. */
@NullMarked
package org.dozen.app.library;

import org.jspecify.annotations.NullMarked;
