// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import java.nio.file.Path;

/**
 * Where the engine finds and keeps things. All paths absolute; folders are made when needed.
 *
 * @param images the library: {@code NAME.ext4} and others
 * @param scratch private copies of running machines; on a disk with room, same owner
 * @param program the {@code dozen-vm} program
 * @param starter the shipped image; need not exist
 */
public record EngineDirectories(Path images, Path scratch, Path program, Path starter) {
    /**
     * The usual places: {@code $XDG_DATA_HOME/dozen} (or {@code ~/.local/share/dozen}) for what is
     * kept, and for what is shipped the folder named by the system property {@code dozen.home},
     * else by the environment variable {@code DOZEN_HOME}, else {@code native/build} in or above
     * the folder of this program or the working directory.
     */
    public static EngineDirectories standard() {
        Path data = dataHome().resolve("dozen");
        Path home = Installation.find();
        return new EngineDirectories(
                data.resolve("images"),
                data.resolve("scratch"),
                home.resolve("dozen-vm"),
                home.resolve("starter.ext4"));
    }

    private static Path dataHome() {
        String named = System.getenv("XDG_DATA_HOME");
        // The XDG rules: a relative path is to be ignored.
        if (named != null && named.startsWith("/")) {
            return Path.of(named);
        }
        return Path.of(System.getProperty("user.home", "/")).resolve(".local/share");
    }
}
