// SPDX-License-Identifier: Apache-2.0
/** Traces as files: CSV, JSON lines, strace's manner, Perfetto. */
@NullMarked
package org.dozen.engine.export;

import org.jspecify.annotations.NullMarked;
