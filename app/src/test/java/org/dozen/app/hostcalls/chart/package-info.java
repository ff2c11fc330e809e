// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dozen.app.hostcalls.chart;

import org.jspecify.annotations.NullMarked;
