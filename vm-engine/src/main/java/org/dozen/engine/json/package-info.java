// SPDX-License-Identifier: Apache-2.0
/** A JSON value that is asked by names. A leaf. */
@NullMarked
package org.dozen.engine.json;

import org.jspecify.annotations.NullMarked;
