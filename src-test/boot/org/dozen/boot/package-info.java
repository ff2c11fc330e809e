// SPDX-License-Identifier: Apache-2.0
/** Does a real machine keep its promises? Every test here boots one. */
@NullMarked
package org.dozen.boot;

import org.jspecify.annotations.NullMarked;
