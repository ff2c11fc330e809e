// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Reads as much of a file as is worth showing. Not on the screen's thread. */
final class PreviewReader {
    private static final int MOST_WORDS = 256 << 10;
    private static final int MOST_LINE = 2000;
    private static final int MOST_PICTURE = 16 << 20;
    private static final int MOST_DUMP = 4096;
    private static final int DUMP_WIDTH = 8;

    private PreviewReader() {}

    static Preview read(ImageFiles files, String path) {
        FileEntry entry = files.look(path, false);
        return new Preview.One(path, entry, content(files, path, entry));
    }

    private static Preview.Content content(ImageFiles files, String path, FileEntry entry) {
        return switch (entry.kind()) {
            case FOLDER -> {
                int count = files.list(path).size();
                yield new Preview.Plain(
                        count == 0
                                ? Text.of("browser.preview.folder.empty")
                                : Text.count(
                                        "browser.preview.folder.one",
                                        "browser.preview.folder",
                                        count));
            }
            case LINK -> link(files, path, entry);
            case FILE -> file(files, path, entry);
            case CHARACTER_DEVICE ->
                    new Preview.Plain(
                            Text.of("browser.preview.character", entry.major(), entry.minor()));
            case BLOCK_DEVICE ->
                    new Preview.Plain(
                            Text.of("browser.preview.block", entry.major(), entry.minor()));
            case PIPE -> new Preview.Plain(Text.of("browser.preview.pipe"));
            case SOCKET -> new Preview.Plain(Text.of("browser.preview.socket"));
        };
    }

    private static Preview.Content link(ImageFiles files, String path, FileEntry entry) {
        try {
            FileEntry target = files.look(path, true);
            return target.kind() == FileKind.LINK
                    ? new Preview.Plain(Text.of("browser.preview.dangling"))
                    : content(files, path, target);
        } catch (ImageFailure nowhere) {
            return new Preview.Plain(
                    Text.of("browser.preview.nowhere", ByteText.shown(entry.target())));
        }
    }

    private static Preview.Content file(ImageFiles files, String path, FileEntry entry) {
        if (entry.size() == 0) {
            return new Preview.Plain(Text.of("browser.preview.empty"));
        }
        byte[] start = bytes(files, path, MOST_WORDS);
        Optional<PictureHead> picture = PictureHead.of(start);
        if (picture.isPresent()) {
            PictureHead head = picture.get();
            return entry.size() > MOST_PICTURE || head.tooLarge()
                    ? new Preview.Plain(
                            Text.of(
                                    "browser.preview.large",
                                    head.width(),
                                    head.height(),
                                    Figures.bytes(entry.size())))
                    : new Preview.Picture(
                            bytes(files, path, MOST_PICTURE), head.width(), head.height());
        }
        boolean cut = entry.size() > start.length;
        return TextFile.decode(start, start.length, cut)
                .<Preview.Content>map(words -> words(words, entry, cut))
                .orElseGet(() -> dump(start, entry));
    }

    private static Preview.Words words(String words, FileEntry entry, boolean cut) {
        StringBuilder text = new StringBuilder();
        words.lines()
                .forEach(line ->
                        text.append(
                                        line.length() > MOST_LINE
                                                ? line.substring(0, MOST_LINE) + "…"
                                                : line)
                                .append('\n'));
        String note =
                cut
                        ? Text.of(
                                "browser.preview.part",
                                Figures.bytes(MOST_WORDS),
                                Figures.bytes(entry.size()))
                        : "";
        return new Preview.Words(text.toString(), note);
    }

    private static byte[] bytes(ImageFiles files, String path, long most) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.read(path, 0, most, bytes);
        return bytes.toByteArray();
    }

    private static Preview.Bytes dump(byte[] start, FileEntry entry) {
        StringBuilder text = new StringBuilder();
        int most = Math.min(MOST_DUMP, start.length);
        for (int line = 0; line < most; line += DUMP_WIDTH) {
            text.append(String.format("%04x  ", line));
            StringBuilder letters = new StringBuilder();
            for (int i = line; i < line + DUMP_WIDTH; i++) {
                text.append(i < most ? String.format("%02x ", start[i]) : "   ");
                if (i < most) {
                    letters.append(start[i] >= 32 && start[i] < 127 ? (char) start[i] : '.');
                }
            }
            text.append(' ').append(letters).append('\n');
        }
        return new Preview.Bytes(
                text.toString(),
                Text.of(
                        entry.size() > most ? "browser.preview.dump" : "browser.preview.dump.all",
                        Figures.bytes(most),
                        Figures.bytes(entry.size())));
    }
}
