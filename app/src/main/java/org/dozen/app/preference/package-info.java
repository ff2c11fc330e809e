// SPDX-License-Identifier: Apache-2.0
/** What the person at the desk has chosen, kept in a file of their own. */
@NullMarked
package org.dozen.app.preference;

import org.jspecify.annotations.NullMarked;
