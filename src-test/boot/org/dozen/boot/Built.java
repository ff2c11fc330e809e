// SPDX-License-Identifier: Apache-2.0
package org.dozen.boot;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the native build has made. Missing, a test fails when MUST_RUN=1, else is skipped. */
public final class Built {
    static final Path FOLDER = folder();

    private Built() {}

    /** A product of the build, by its path below {@code native/build}. */
    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) {
            missing(file + " is not there; `make -C native` makes it");
        }
        return file;
    }

    /** A program of the host. */
    static Path program(String name) {
        for (String folder : new String[] {"/usr/sbin", "/sbin", "/usr/bin", "/bin"}) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name);
            }
        }
        missing("the program " + name + " is not installed");
        return Path.of(name);
    }

    /** The command line, as a newcomer starts it. */
    static Path launcher() {
        file("dozen-vm");
        file("starter.ext4");
        Path launcher = FOLDER.resolve("../../app/target/dozen").normalize();
        assertTrue(Files.isExecutable(launcher), "the build makes the launcher");
        return launcher;
    }

    /** Says that a test cannot run. */
    public static void missing(String why) {
        if ("1".equals(System.getenv("MUST_RUN"))) {
            fail("cannot run: " + why);
        }
        abort("cannot run: " + why);
    }

    private static Path folder() {
        Path root = Path.of(System.getProperty("dozen.root", "..")).toAbsolutePath().normalize();
        return root.resolve("native/build");
    }
}
