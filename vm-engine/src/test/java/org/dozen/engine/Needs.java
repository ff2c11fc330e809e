// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a test needs of the machine it runs on. Missing, it fails when MUST_RUN=1, else is skipped.
 */
public final class Needs {
    private Needs() {}

    /** A program on the path. */
    public static void program(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        boolean found =
                Arrays.stream(path.split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!found) {
            missing("the program " + name + " is not installed");
        }
    }

    /** A file, for example of the native build. */
    public static Path file(Path path, String how) {
        if (!Files.exists(path)) {
            missing(path + " is not there; " + how);
        }
        return path;
    }

    /** The top of the checkout. */
    public static Path root() {
        String property = System.getProperty("dozen.root", "..");
        return Path.of(property).toAbsolutePath().normalize();
    }

    private static void missing(String why) {
        if ("1".equals(System.getenv("MUST_RUN"))) {
            fail("cannot run: " + why);
        }
        abort("cannot run: " + why);
    }
}
