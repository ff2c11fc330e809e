// SPDX-License-Identifier: Apache-2.0
/** Single host calls as lines: taken from the machine, remembered for a while, filtered, shown. */
@NullMarked
package org.dozen.app.hostcalls.log;

import org.jspecify.annotations.NullMarked;
