// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import org.dozen.app.text.Figures;
import org.dozen.app.text.Text;
import org.dozen.engine.filesystem.FileEntry;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file in the editor.
 *
 * @param path the file itself, not a link to it
 * @param before the file as it was when it was opened
 * @param text with a line feed behind each line
 * @param lineEnd what is behind each line in the file
 */
public record TextFile(String path, FileEntry before, String text, String lineEnd) {
    /** Larger files are not edited here. */
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_LINE = 20_000;

    /** What came of opening a file: it, or why not. */
    record Opened(Optional<TextFile> file, String fault) {}

    /** Opens a file that holds these bytes. */
    static Opened open(String path, FileEntry entry, byte[] bytes) {
        Optional<String> decoded = decode(bytes, bytes.length, false);
        if (decoded.isEmpty()) {
            return refused(Text.of("browser.edit.binary", InnerPath.name(path)));
        }
        String text = decoded.get();
        boolean returns = text.indexOf('\r') >= 0;
        String feeds = text.replace("\r\n", "\n");
        if (returns && (feeds.indexOf('\r') >= 0 || !text.equals(feeds.replace("\n", "\r\n")))) {
            return refused(Text.of("browser.edit.mixed", InnerPath.name(path)));
        }
        if (feeds.lines().anyMatch(line -> line.length() > MOST_LINE)) {
            return refused(
                    Text.of("browser.edit.long", InnerPath.name(path), Figures.count(MOST_LINE)));
        }
        return new Opened(
                Optional.of(new TextFile(path, entry, feeds, returns ? "\r\n" : "\n")), "");
    }

    private static Opened refused(String sentence) {
        return new Opened(Optional.empty(), sentence);
    }

    /** The bytes of a text in the place of this one. */
    byte[] bytes(String changed) {
        return changed.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Bytes as words; empty if they are none.
     *
     * @param cut a character at the end may have been cut off
     */
    static Optional<String> decode(byte[] bytes, int length, boolean cut) {
        for (int i = 0; i < length; i++) {
            int c = bytes[i] & 0xff;
            boolean control = c < 32 && c != '\n' && c != '\r' && c != '\t' && c != 27 && c != 12;
            if (control || c == 127) {
                return Optional.empty();
            }
        }
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer out = CharBuffer.allocate(length + 1);
        CoderResult result = decoder.decode(in, out, !cut);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
        return Optional.of(out.flip().toString());
    }
}
