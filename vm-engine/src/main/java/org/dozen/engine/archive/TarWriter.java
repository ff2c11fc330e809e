// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.Attribute;
import org.dozen.engine.filesystem.ByteText;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Writes a tar archive: ustar, and pax headers where that does not do. */
public final class TarWriter implements AutoCloseable {
    private static final long MOST_OCTAL_SIZE = 077777777777L;
    private static final long MOST_OCTAL_ID = 07777777L;

    private final OutputStream out;
    private final Map<Long, String> names = new HashMap<>();
    private long left;
    private long padding;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins an entry. If it is a file of more than 0 bytes, {@link #data} must follow. */
    public void entry(FileEntry entry) throws IOException {
        requireWritten();
        String first = entry.links() > 1 ? names.getOrDefault(entry.number(), "") : "";
        boolean again = entry.kind() != FileKind.FOLDER && !first.isEmpty();
        if (entry.links() > 1 && entry.kind() != FileKind.FOLDER && !again) {
            names.put(entry.number(), entry.path());
        }
        if (entry.kind() == FileKind.SOCKET) {
            return; // there is no way to write one, and no use for it
        }
        char type = again ? '1' : type(entry.kind());
        String path = entry.kind() == FileKind.FOLDER ? entry.path() + "/" : entry.path();
        String target = again ? first : entry.target();
        long size = entry.kind() == FileKind.FILE && !again ? entry.size() : 0;
        byte[] records = records(entry, path, target, size, again);
        if (records.length > 0) {
            FileEntry pax =
                    FileEntry.toMake("", FileKind.FILE, 0644, Instant.EPOCH)
                            .withSize(records.length);
            header(pax, "PaxHeaders/dozen", "", 'x', records.length);
            out.write(records);
            pad(records.length);
        }
        header(entry, path, target, type, size);
        left = entry.kind() == FileKind.FILE ? (again ? -1 : size) : 0;
        padding = size;
        if (left == 0) {
            padding = 0;
        }
    }

    /** The next bytes of the file; those of a further name of a file that was written are not. */
    public void data(byte[] bytes) throws IOException {
        if (left < 0) {
            return;
        }
        if (bytes.length > left) {
            throw new IOException("a file grew while it was read");
        }
        out.write(bytes);
        left -= bytes.length;
        if (left == 0) {
            pad(padding);
        }
    }

    private void requireWritten() throws IOException {
        if (left > 0) {
            throw new IOException("a file shrank while it was read");
        }
    }

    private void pad(long length) throws IOException {
        out.write(new byte[(int) (-length & (TarHeader.BLOCK - 1))]);
    }

    private static char type(FileKind kind) {
        return switch (kind) {
            case FILE, SOCKET -> '0';
            case LINK -> '2';
            case CHARACTER_DEVICE -> '3';
            case BLOCK_DEVICE -> '4';
            case FOLDER -> '5';
            case PIPE -> '6';
        };
    }

    private static byte[] records(
            FileEntry entry, String path, String target, long size, boolean again) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        if (ByteText.bytes(path).length > 100) {
            record(records, "path", path);
        }
        if (ByteText.bytes(target).length > 100) {
            record(records, "linkpath", target);
        }
        if (size > MOST_OCTAL_SIZE) {
            record(records, "size", Long.toString(size));
        }
        if (entry.user() > MOST_OCTAL_ID) {
            record(records, "uid", Long.toString(entry.user()));
        }
        if (entry.group() > MOST_OCTAL_ID) {
            record(records, "gid", Long.toString(entry.group()));
        }
        Instant changed = entry.changed();
        if (changed.getNano() != 0 || changed.getEpochSecond() < 0) {
            java.math.BigDecimal exact =
                    java.math.BigDecimal.valueOf(changed.getEpochSecond())
                            .add(java.math.BigDecimal.valueOf(changed.getNano(), 9));
            record(records, "mtime", exact.toPlainString());
        }
        for (Attribute attribute : again ? java.util.List.<Attribute>of() : entry.attributes()) {
            record(records, "SCHILY.xattr." + attribute.name(), attribute.value());
        }
        return records.toByteArray();
    }

    private static void record(ByteArrayOutputStream to, String name, String value) {
        byte[] text = ByteText.bytes(" " + name + "=" + value + "\n");
        int length = text.length + 1;
        while (Integer.toString(length).length() + text.length != length) {
            length = Integer.toString(length).length() + text.length;
        }
        to.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        to.writeBytes(text);
    }

    private void header(FileEntry entry, String path, String target, char type, long size)
            throws IOException {
        byte[] block = new byte[TarHeader.BLOCK];
        text(block, 0, 100, path);
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, Math.min(entry.user(), MOST_OCTAL_ID));
        octal(block, 116, 8, Math.min(entry.group(), MOST_OCTAL_ID));
        octal(block, 124, 12, Math.min(size, MOST_OCTAL_SIZE));
        octal(block, 136, 12, Math.clamp(entry.changed().getEpochSecond(), 0, MOST_OCTAL_SIZE));
        block[156] = (byte) type;
        text(block, 157, 100, target);
        text(block, 257, 8, "ustar\00000");
        if (type == '3' || type == '4') {
            octal(block, 329, 8, entry.major());
            octal(block, 337, 8, entry.minor());
        }
        java.util.Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        octal(block, 148, 7, sum);
        out.write(block);
    }

    private static void text(byte[] block, int at, int most, String text) {
        byte[] bytes = ByteText.bytes(text);
        System.arraycopy(bytes, 0, block, at, Math.min(most, bytes.length));
    }

    private static void octal(byte[] block, int at, int length, long number) {
        String digits = Long.toOctalString(number);
        int from = at + length - 1 - digits.length();
        java.util.Arrays.fill(block, at, from, (byte) '0');
        for (int i = 0; i < digits.length(); i++) {
            block[from + i] = (byte) digits.charAt(i);
        }
        block[at + length - 1] = 0;
    }

    /** Writes the archive's end. */
    public void finish() throws IOException {
        requireWritten();
        out.write(new byte[2 * TarHeader.BLOCK]);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
