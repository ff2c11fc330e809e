// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Names in a file system are bytes, mostly UTF-8. Here they are strings in which each byte that is
 * not is a character from U+DC80 to U+DCFF, so that every name comes out as it went in.
 */
public final class ByteText {
    private static final char FIRST = '\uDC00';

    private ByteText() {}

    /** Bytes as a string. */
    public static String of(byte[] bytes) {
        try {
            return decoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notAllOfIt) {
            return piecewise(bytes);
        }
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static String piecewise(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        CharsetDecoder decoder = decoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        while (in.hasRemaining()) {
            boolean wrong = decoder.reset().decode(in, out, true).isError();
            text.append(out.flip());
            out.clear();
            if (wrong) {
                text.append((char) (FIRST + (in.get() & 0xff)));
            }
        }
        return text.toString();
    }

    /** The bytes that a string stands for. */
    public static byte[] bytes(String text) {
        boolean plain = text.chars().noneMatch(c -> c > FIRST + 0x7f && c <= FIRST + 0xff);
        if (plain) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean pair = at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
            if (c > FIRST + 0x7f && c <= FIRST + 0xff && !pair) {
                out.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
                out.write(c - FIRST);
                from = at + 1;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** For people: what cannot be shown is a question mark. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c ->
                        shown.appendCodePoint(
                                Character.isISOControl(c)
                                                || Character.getType(c) == Character.FORMAT
                                                || (c >= 0xD800 && c <= 0xDFFF)
                                        ? '?'
                                        : c));
        return shown.toString();
    }
}
