// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.library;

import org.dozen.app.text.Text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of images: which are allowed, and one that is free. */
public final class ImageNames {
    private static final String ALLOWED = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private ImageNames() {}

    /**
     * What is wrong with a name, in a sentence; empty if it can be one.
     *
     * @param taken names that there are
     */
    public static Optional<String> fault(String name, Set<String> taken) {
        if (name.isEmpty()) {
            return Optional.of(Text.of("library.name.empty"));
        }
        if (name.indexOf('/') >= 0) {
            return Optional.of(Text.of("library.name.slash"));
        }
        if (!name.matches(ALLOWED)) {
            return Optional.of(Text.of("library.name.letters"));
        }
        return taken.contains(name)
                ? Optional.of(Text.of("library.name.taken", name))
                : Optional.empty();
    }

    /**
     * A name for the library made of that of a file, a folder or a container: allowed letters only,
     * not among those taken.
     */
    public static String free(String source, Set<String> taken) {
        String plain =
                source.strip().replaceFirst("/+$", "").replaceFirst("@sha256:[0-9a-f]+$", "");
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        String stem =
                last.replaceFirst("(?<=.)\\.(gz|xz|zst)$", "")
                        .replaceFirst("(?<=.)\\.(tar|tgz|txz|img|image|ext[234]|raw|oci)$", "");
        String name = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+|-+$", "");
        if (name.isEmpty()) {
            name = "image";
        }
        Set<String> lower = new HashSet<>();
        taken.forEach(one -> lower.add(one.toLowerCase(Locale.ROOT)));
        String free = name;
        for (int number = 2; lower.contains(free.toLowerCase(Locale.ROOT)); number++) {
            free = name + "-" + number;
        }
        return free;
    }
}
