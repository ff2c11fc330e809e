// SPDX-License-Identifier: Apache-2.0
/** The page of preferences. */
@NullMarked
package org.dozen.app.settings;

import org.jspecify.annotations.NullMarked;
