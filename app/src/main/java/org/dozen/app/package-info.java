// SPDX-License-Identifier: Apache-2.0
/** Builds the objects of the program and knows everyone; known by nobody. */
@NullMarked
package org.dozen.app;

import org.jspecify.annotations.NullMarked;
