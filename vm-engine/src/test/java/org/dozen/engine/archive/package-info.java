// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dozen.engine.archive;

import org.jspecify.annotations.NullMarked;
