// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.util.List;

/**
 * What a container image says that is to be run in it.
 *
 * @param words the program and its arguments; empty if the image does not say
 * @param environment NAME=VALUE
 * @param folder where it is run; empty for the root
 * @param user name or number, maybe with a group after a colon; empty for root
 */
public record StartConfig(
        List<String> words, List<String> environment, String folder, String user) {
    /** Nothing is said. */
    public static final StartConfig NONE = new StartConfig(List.of(), List.of(), "", "");

    public boolean isEmpty() {
        return equals(NONE);
    }
}
