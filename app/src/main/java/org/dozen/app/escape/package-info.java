// SPDX-License-Identifier: Apache-2.0
/** The escape room: attempts to leave a machine, typed at its console. */
@NullMarked
package org.dozen.app.escape;

import org.jspecify.annotations.NullMarked;
