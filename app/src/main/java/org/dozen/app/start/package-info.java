// SPDX-License-Identifier: Apache-2.0
/** The page that says how a machine is started from an image. */
@NullMarked
package org.dozen.app.start;

import org.jspecify.annotations.NullMarked;
