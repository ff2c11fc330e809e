// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import java.nio.file.Path;

/**
 * Where the engine finds and keeps things. All paths absolute; folders are made when needed.
 *
 * @param images the library: {@code NAME.ext4} and others
 * @param scratch private copies of running machines; on a disk with room, same owner
 * @param cache what was seen of images; may be removed at any time
 * @param program the {@code dozen-vm} program
 * @param starter the shipped image; need not exist
 */
public record EngineDirectories(Path images, Path scratch, Path cache, Path program, Path starter) {
    /** With the cache beside the private copies. */
    public EngineDirectories(Path images, Path scratch, Path program, Path starter) {
        this(images, scratch, scratch.resolveSibling("cache"), program, starter);
    }

    /**
     * The usual places: {@code $XDG_DATA_HOME/dozen} (or {@code ~/.local/share/dozen}) for what is
     * kept, {@code $XDG_CACHE_HOME/dozen} for what can be found out again, and for what is shipped
     * the folder named by the system property {@code dozen.home}, else by the environment variable
     * {@code DOZEN_HOME}, else {@code native/build} in or above the folder of this program or the
     * working directory.
     */
    public static EngineDirectories standard() {
        Path data = home("XDG_DATA_HOME", ".local/share").resolve("dozen");
        Path home = Installation.find();
        return new EngineDirectories(
                data.resolve("images"),
                data.resolve("scratch"),
                home("XDG_CACHE_HOME", ".cache").resolve("dozen").resolve("images-seen"),
                home.resolve("dozen-vm"),
                home.resolve("starter.ext4"));
    }

    private static Path home(String variable, String usual) {
        String named = System.getenv(variable);
        // The XDG rules: a relative path is to be ignored.
        if (named != null && named.startsWith("/")) {
            return Path.of(named);
        }
        return Path.of(System.getProperty("user.home", "/")).resolve(usual);
    }
}
