// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.ImageFiles;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Names of users and groups, from the image's own tables.
 *
 * @param users by number
 * @param groups by number
 */
record Accounts(Map<Long, String> users, Map<Long, String> groups) {
    static final Accounts NONE = new Accounts(Map.of(), Map.of());

    private static final int MOST_TABLE = 1 << 20;
    private static final long MOST_NUMBER = 0xffff_fffeL;

    static Accounts of(ImageFiles files) {
        return new Accounts(table(files, "/etc/passwd"), table(files, "/etc/group"));
    }

    private static Map<Long, String> table(ImageFiles files, String path) {
        Map<Long, String> names = new HashMap<>();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            files.read(path, 0, MOST_TABLE, bytes);
            ByteText.of(bytes.toByteArray())
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(parts -> parts.length > 2 && parts[2].matches("\\d{1,10}"))
                    .forEach(parts -> names.putIfAbsent(Long.parseLong(parts[2]), parts[0]));
        } catch (ImageFailure none) {
            return Map.of(); // many images have none
        }
        return Map.copyOf(names);
    }

    String user(long number) {
        return ByteText.shown(users.getOrDefault(number, Long.toString(number)));
    }

    String group(long number) {
        return ByteText.shown(groups.getOrDefault(number, Long.toString(number)));
    }

    /** {@code root (0) : 1000}, names with their numbers. */
    String ownerInFull(FileEntry entry) {
        return inFull(users, entry.user()) + " : " + inFull(groups, entry.group());
    }

    private static String inFull(Map<Long, String> names, long number) {
        return names.containsKey(number)
                ? ByteText.shown(names.getOrDefault(number, "")) + " (" + number + ")"
                : Long.toString(number);
    }

    /** {@code root:root}, with numbers where there are no names. */
    String owner(FileEntry entry) {
        return user(entry.user()) + ":" + group(entry.group());
    }

    /** The number of a user, by name or number; empty if there is none. */
    OptionalLong userNumber(String written) {
        return number(users, written);
    }

    /** The number of a group, by name or number; empty if there is none. */
    OptionalLong groupNumber(String written) {
        return number(groups, written);
    }

    private static OptionalLong number(Map<Long, String> names, String written) {
        String wanted = written.strip();
        if (wanted.matches("\\d{1,10}")) {
            long number = Long.parseLong(wanted);
            return number <= MOST_NUMBER ? OptionalLong.of(number) : OptionalLong.empty();
        }
        return names.entrySet().stream()
                .filter(each -> each.getValue().equals(wanted))
                .mapToLong(Map.Entry::getKey)
                .min();
    }
}
