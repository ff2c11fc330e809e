// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.ImageFiles;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the system in an image calls itself. */
public final class SystemName {
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_CHARACTERS = 100;

    private SystemName() {}

    /** From its {@code os-release}; empty if it has none. */
    public static String of(ImageFiles files) {
        for (String path : List.of("/etc/os-release", "/usr/lib/os-release")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                files.read(path, 0, MOST_BYTES, bytes);
                return named(bytes.toString(StandardCharsets.UTF_8));
            } catch (ImageFailure notThere) {
                bytes.reset();
            }
        }
        return "";
    }

    private static String named(String release) {
        String name =
                release.lines()
                        .filter(line -> line.startsWith("PRETTY_NAME="))
                        .map(line -> line.substring("PRETTY_NAME=".length()).strip())
                        .map(value -> value.replaceAll("^[\"']|[\"']$", ""))
                        .findFirst()
                        .orElse("");
        return ByteText.shown(name.substring(0, Math.min(MOST_CHARACTERS, name.length())));
    }
}
