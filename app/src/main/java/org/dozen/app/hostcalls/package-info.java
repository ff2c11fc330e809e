// SPDX-License-Identifier: Apache-2.0
/** The host-call panel: the twelve, the ratio, refused calls and the rate over time. */
@NullMarked
package org.dozen.app.hostcalls;

import org.jspecify.annotations.NullMarked;
