// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dozen.app.hostcalls.flow;

import org.jspecify.annotations.NullMarked;
