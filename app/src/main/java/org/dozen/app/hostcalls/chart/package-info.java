// SPDX-License-Identifier: Apache-2.0
/** The time of a run, which rows, log and flow share, and the chart that shows and chooses it. */
@NullMarked
package org.dozen.app.hostcalls.chart;

import org.jspecify.annotations.NullMarked;
