// SPDX-License-Identifier: Apache-2.0
/**
 * What every screen needs of JavaFX: its thread, its pulse, colours, fonts, scale. Knows no
 * feature.
 */
@NullMarked
package org.dozen.app.fx;

import org.jspecify.annotations.NullMarked;
