// SPDX-License-Identifier: Apache-2.0
/** Guest calls beside the host calls that they led to: a picture, a table, and one sentence. */
@NullMarked
package org.dozen.app.hostcalls.flow;

import org.jspecify.annotations.NullMarked;
