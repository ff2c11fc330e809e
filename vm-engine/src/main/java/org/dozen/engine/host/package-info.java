// SPDX-License-Identifier: Apache-2.0
/** Everything native: the only package that uses JNA. */
@NullMarked
package org.dozen.engine.host;

import org.jspecify.annotations.NullMarked;
