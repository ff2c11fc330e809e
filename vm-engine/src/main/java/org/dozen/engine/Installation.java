// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Finds the folder with {@code dozen-vm} and the shipped image. */
final class Installation {
    private static final Path BUILD = Path.of("native", "build");

    private Installation() {}

    static Path find() {
        String property = System.getProperty("dozen.home", "");
        if (!property.isEmpty()) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        String environment = System.getenv("DOZEN_HOME");
        if (environment != null && !environment.isEmpty()) {
            return Path.of(environment).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        return codeFolder()
                .flatMap(Installation::above)
                .or(() -> above(here))
                .orElse(here.resolve(BUILD));
    }

    private static Optional<Path> above(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(BUILD))) {
                return Optional.of(folder.resolve(BUILD));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> codeFolder() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
        } catch (URISyntaxException | IllegalArgumentException unusual) {
            return Optional.empty(); // not a file: nothing lies beside it
        }
    }
}
