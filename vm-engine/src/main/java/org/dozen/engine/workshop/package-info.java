// SPDX-License-Identifier: Apache-2.0
/**
 * Where images are made, changed and looked into: {@link org.dozen.engine.workshop.ImageWorkshop}.
 */
@NullMarked
package org.dozen.engine.workshop;

import org.jspecify.annotations.NullMarked;
