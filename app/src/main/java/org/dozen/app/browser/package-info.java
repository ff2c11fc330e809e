// SPDX-License-Identifier: Apache-2.0
/** The files in an image: looked at and changed without booting it. */
@NullMarked
package org.dozen.app.browser;

import org.jspecify.annotations.NullMarked;
