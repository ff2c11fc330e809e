// SPDX-License-Identifier: Apache-2.0
/** Machines: settings, states, starting, stopping and how a run ended. */
@NullMarked
package org.dozen.engine.machine;

import org.jspecify.annotations.NullMarked;
