// SPDX-License-Identifier: Apache-2.0
/** Fetches container images from registries that speak the OCI distribution protocol. */
@NullMarked
package org.dozen.engine.registry;

import org.jspecify.annotations.NullMarked;
