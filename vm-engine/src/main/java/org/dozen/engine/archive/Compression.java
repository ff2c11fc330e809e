// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** How an archive is compressed; told by its first bytes, never by its name. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    XZ(".xz"),
    ZSTD(".zst");

    private static final int BUFFER = 1 << 16;
    private static final int XZ_MOST_MEMORY_KIB = 128 << 10;
    private static final int ZSTD_LONGEST_WINDOW = 27; // 128 MiB

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /** What a file's name ends with; empty for none. */
    public String extension() {
        return extension;
    }

    /**
     * Looks at the first bytes and takes none.
     *
     * @throws ArchiveException if they are of a compression that we do not know
     */
    public static Compression of(BufferedInputStream in) throws IOException {
        in.mark(8);
        byte[] start = in.readNBytes(6);
        in.reset();
        if (begins(start, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (begins(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (begins(start, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        if (begins(start, 'B', 'Z', 'h')) {
            throw new ArchiveException(
                    "it is compressed by bzip2; gzip, xz and zstd can be read. Unpack it first");
        }
        return NONE;
    }

    private static boolean begins(byte[] start, int... with) {
        if (start.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((start[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** What is in the stream, unpacked; memory is bounded whatever it says. */
    public static InputStream unpacked(InputStream from) throws IOException {
        BufferedInputStream in =
                from instanceof BufferedInputStream buffered
                        ? buffered
                        : new BufferedInputStream(from, BUFFER);
        return switch (of(in)) {
            case NONE -> in;
            case GZIP -> new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            case XZ -> new BufferedInputStream(new XZInputStream(in, XZ_MOST_MEMORY_KIB), BUFFER);
            case ZSTD -> {
                ZstdInputStream zstd = new ZstdInputStream(in);
                zstd.setLongMax(ZSTD_LONGEST_WINDOW);
                yield new BufferedInputStream(zstd, BUFFER);
            }
        };
    }

    /** Packs what is written. */
    public OutputStream packing(OutputStream to) throws IOException {
        return switch (this) {
            case NONE -> to;
            case GZIP -> new GZIPOutputStream(to, BUFFER);
            case XZ -> new XZOutputStream(to, new LZMA2Options(LZMA2Options.PRESET_DEFAULT));
            case ZSTD -> new ZstdOutputStream(to);
        };
    }

    /** What a person is told of a stream that cannot be unpacked. */
    static ArchiveException damaged(IOException how) {
        boolean cut = how instanceof java.io.EOFException;
        boolean zip = how instanceof ZipException;
        return new ArchiveException(
                cut
                        ? "it is cut off: its end is missing"
                        : "it is damaged"
                                + (zip || how.getMessage() != null ? ": " + how.getMessage() : ""));
    }
}
