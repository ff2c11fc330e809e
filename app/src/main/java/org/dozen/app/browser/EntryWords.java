// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.fx.Icon;
import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How what is in an image is written for people. */
final class EntryWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private EntryWords() {}

    static String name(FileEntry entry) {
        return ByteText.shown(entry.name());
    }

    static String size(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> Figures.bytes(entry.size());
            case CHARACTER_DEVICE, BLOCK_DEVICE -> entry.major() + ", " + entry.minor();
            case FOLDER, LINK, PIPE, SOCKET -> "";
        };
    }

    static String changed(FileEntry entry) {
        return TIME.format(entry.changed());
    }

    /** A link with where it leads: {@code mtab → /proc/mounts}. */
    static String nameAndTarget(FileEntry entry) {
        return entry.kind() == FileKind.LINK
                ? Text.of("browser.link", name(entry), ByteText.shown(entry.target()))
                : name(entry);
    }

    static String kind(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> Text.of("browser.kind.file");
            case FOLDER -> Text.of("browser.kind.folder");
            case LINK -> Text.of("browser.kind.link");
            case CHARACTER_DEVICE, BLOCK_DEVICE -> Text.of("browser.kind.device");
            case PIPE -> Text.of("browser.kind.pipe");
            case SOCKET -> Text.of("browser.kind.socket");
        };
    }

    static Icon icon(FileEntry entry) {
        return switch (entry.kind()) {
            case FOLDER -> Icon.FOLDER;
            case LINK -> Icon.LINK;
            case FILE -> Icon.FILE;
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, SOCKET -> Icon.DEVICE;
        };
    }
}
