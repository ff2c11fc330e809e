// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dozen.engine.host;

import org.jspecify.annotations.NullMarked;
