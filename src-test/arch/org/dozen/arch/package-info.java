// SPDX-License-Identifier: Apache-2.0
/** Does the code keep to the plan of the house? */
@NullMarked
package org.dozen.arch;

import org.jspecify.annotations.NullMarked;
