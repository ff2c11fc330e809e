// SPDX-License-Identifier: Apache-2.0
/** What the host kernel says of a machine: the seal and the counts of reads and writes. */
@NullMarked
package org.dozen.engine.seal;

import org.jspecify.annotations.NullMarked;
