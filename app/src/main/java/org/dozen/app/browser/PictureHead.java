// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.browser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How large a picture says that it is, before anybody unpacks it: a few bytes may say that they are
 * gigabytes.
 */
record PictureHead(int width, int height) {
    /** The largest that is shown, in pixels. */
    static final long MOST_PIXELS = 40_000_000;

    boolean tooLarge() {
        return width <= 0 || height <= 0 || (long) width * height > MOST_PIXELS;
    }

    /** From the first bytes of a file; empty if it is no PNG, GIF, BMP or JPEG. */
    static Optional<PictureHead> of(byte[] start) {
        ByteBuffer in = ByteBuffer.wrap(start);
        if (begins(start, 0, "\u0089PNG\r\n\u001a\n") && begins(start, 12, "IHDR")) {
            return start.length < 24
                    ? Optional.empty()
                    : Optional.of(new PictureHead(in.getInt(16), in.getInt(20)));
        }
        in.order(ByteOrder.LITTLE_ENDIAN);
        if ((begins(start, 0, "GIF87a") || begins(start, 0, "GIF89a")) && start.length > 10) {
            return Optional.of(new PictureHead(in.getShort(6) & 0xffff, in.getShort(8) & 0xffff));
        }
        if (begins(start, 0, "BM") && start.length > 26 && in.getInt(14) >= 40) {
            return Optional.of(new PictureHead(in.getInt(18), Math.abs(in.getInt(22))));
        }
        return begins(start, 0, "\u00ff\u00d8\u00ff") ? jpeg(start) : Optional.empty();
    }

    private static Optional<PictureHead> jpeg(byte[] start) {
        int at = 2;
        while (at + 9 < start.length && (start[at] & 0xff) == 0xff) {
            int marker = start[at + 1] & 0xff;
            boolean frame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            if (frame) {
                return Optional.of(new PictureHead(two(start, at + 7), two(start, at + 5)));
            }
            at += marker == 0xff ? 1 : 2 + two(start, at + 2);
        }
        return Optional.empty();
    }

    private static int two(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static boolean begins(byte[] bytes, int at, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
