// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

/**
 * An extended attribute of a file.
 *
 * @param name with its name space, {@code user.comment}
 * @param value any bytes, as a {@link ByteText}
 */
public record Attribute(String name, String value) {}
