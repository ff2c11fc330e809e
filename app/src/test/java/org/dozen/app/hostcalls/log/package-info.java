// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dozen.app.hostcalls.log;

import org.jspecify.annotations.NullMarked;
