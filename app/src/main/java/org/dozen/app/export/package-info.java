// SPDX-License-Identifier: Apache-2.0
/** Writing every host call of a machine to a file, from the window. */
@NullMarked
package org.dozen.app.export;

import org.jspecify.annotations.NullMarked;
