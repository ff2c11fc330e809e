// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tar archive from its beginning to its end: ustar, pax and GNU's, with long names, sparse
 * files and extended attributes. Names and values stay bytes. Keeps one header in memory, never
 * more than {@link #MOST_HEADER} bytes.
 */
public final class TarReader {
    private static final int MOST_HEADER = 1 << 20;
    private static final int MOST_ASIDE = 1000;
    private static final int MOST_RECORDS = 4 << 20;
    private static final int MOST_GLOBAL_RECORDS = 64 << 10;
    private static final int MOST_ATTRIBUTES = 512 << 10;
    private static final int MOST_TARGET = 65_536;
    private static final int MOST_PIECES = 200_000;
    private static final long MOST_ID = 0xffff_ffffL;

    /**
     * What comes next.
     *
     * @param entry its size is that of the file, holes included
     * @param hardLinkTo another name for this file, which came before; empty if it is no hard link
     */
    public record Item(FileEntry entry, Optional<String> hardLinkTo) {}

    /** A piece of a sparse file. */
    private record Piece(long at, long length) {}

    private final InputStream in;
    private final ArchiveLimits limits;
    private final PaxRecords global = new PaxRecords(MOST_GLOBAL_RECORDS);
    private PaxRecords records = new PaxRecords(MOST_RECORDS);
    private String longName = "";
    private String longTarget = "";
    private long entries;
    private long bytes;

    // The file being read: stored bytes left, padding after them, and its pieces if it is sparse.
    private long left;
    private long padding;
    private List<Piece> pieces = List.of();
    private int atPiece;
    private long size;
    private long position;

    /** Reads from a stream, which stays open. */
    public TarReader(InputStream in, ArchiveLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * Goes to the next entry; what is left of this one is skipped.
     *
     * @return empty at the end of the archive
     * @throws ArchiveException if it is no archive, damaged, or more than is put up with
     */
    public Optional<Item> next() throws IOException {
        skip(left);
        boolean ended = in.readNBytes((int) padding).length < padding;
        left = 0;
        padding = 0;
        records = new PaxRecords(MOST_RECORDS);
        records.addAll(global);
        longName = "";
        longTarget = "";
        int aside = 0;
        if (ended) {
            return Optional.empty(); // right after the last file's bytes, as some write it
        }
        while (true) {
            byte[] block = new byte[TarHeader.BLOCK];
            int got = in.readNBytes(block, 0, block.length);
            if (got == 0 && entries > 0) {
                return Optional.empty(); // without the two blank blocks, as some write it
            }
            if (got < block.length) {
                throw entries > 0 ? cut() : new ArchiveException("it is no tar archive");
            }
            if (TarHeader.isBlank(block)) {
                return Optional.empty();
            }
            TarHeader header = TarHeader.of(block);
            if (!takenAside(header)) {
                return Optional.of(item(header, block));
            }
            aside++;
            if (aside > MOST_ASIDE) {
                throw new ArchiveException("it has too many headers without a file");
            }
        }
    }

    /** Headers that say something of the entry after them. */
    private boolean takenAside(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'x', 'X' -> records.add(content(header));
            case 'g' -> {
                global.add(content(header));
                records.addAll(global);
            }
            case 'L' -> longName = name(content(header));
            case 'K' -> longTarget = name(content(header));
            case 'V' -> content(header); // the archive's own name
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String name(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return org.dozen.engine.filesystem.ByteText.of(Arrays.copyOf(content, end));
    }

    private byte[] content(TarHeader header) throws IOException {
        long length = header.size();
        if (length < 0 || length > MOST_HEADER) {
            throw new ArchiveException("a header in it says that it has " + length + " bytes");
        }
        byte[] content = in.readNBytes((int) length);
        if (content.length < length) {
            throw cut();
        }
        skip(paddingOf(length));
        return content;
    }

    private Item item(TarHeader header, byte[] block) throws IOException {
        count();
        String written = !longName.isEmpty() ? longName : header.name();
        written = records.text("path", records.text("GNU.sparse.name", written));
        if (records.has("GNU.sparse.name")) {
            written = records.text("GNU.sparse.name", written);
        }
        String target = !longTarget.isEmpty() ? longTarget : header.target();
        target = records.text("linkpath", target);
        requireShort(target.length(), MOST_TARGET, "a link");
        requireShort(
                records.attributesLength(), MOST_ATTRIBUTES, "the extended attributes of a file");
        char type = header.type();
        FileKind kind = kind(type, written);
        boolean hardLink = type == '1';
        long stored = records.number("size", header.size());
        if (stored < 0) {
            throw new ArchiveException("it is damaged: a file has less than no bytes");
        }
        boolean hasBytes = kind == FileKind.FILE && !hardLink;
        begin(header, block, stored, hasBytes);
        FileEntry entry =
                FileEntry.toMake(
                                EntryPath.of(written),
                                kind,
                                (int) (header.mode() & 07777),
                                time(header))
                        .withOwner(
                                id(records.number("uid", header.user())),
                                id(records.number("gid", header.group())))
                        .withSize(hasBytes ? size : 0)
                        .withTarget(kind == FileKind.LINK ? target : "")
                        .withAttributes(records.attributes());
        if (kind == FileKind.CHARACTER_DEVICE || kind == FileKind.BLOCK_DEVICE) {
            entry = entry.withDevice(header.major() & 0xfff, header.minor() & 0xfffff);
        }
        return new Item(entry, hardLink ? Optional.of(EntryPath.of(target)) : Optional.empty());
    }

    private void count() throws ArchiveException {
        entries++;
        if (entries > limits.entries()) {
            throw new ArchiveException(
                    "it has more than " + limits.entries() + " entries, which is the limit");
        }
    }

    private static void requireShort(int length, int most, String what) throws ArchiveException {
        if (length > most) {
            throw new ArchiveException(what + " in it has more than " + most + " bytes");
        }
    }

    private static FileKind kind(char type, String written) throws ArchiveException {
        return switch (type) {
            case '0', '\0' -> written.endsWith("/") ? FileKind.FOLDER : FileKind.FILE;
            case '7', 'S', '1' -> FileKind.FILE;
            case '2' -> FileKind.LINK;
            case '3' -> FileKind.CHARACTER_DEVICE;
            case '4' -> FileKind.BLOCK_DEVICE;
            case '5', 'D' -> FileKind.FOLDER;
            case '6' -> FileKind.PIPE;
            case 'M' -> throw new ArchiveException("it is a part of an archive of several volumes");
            default ->
                    throw new ArchiveException(
                            "it has an entry of an unknown kind, 0x" + Integer.toHexString(type));
        };
    }

    private Instant time(TarHeader header) throws ArchiveException {
        String exact = records.text("mtime", "");
        try {
            if (exact.isEmpty()) {
                return Instant.ofEpochSecond(header.time());
            }
            if (!exact.matches("-?\\d{1,15}(\\.\\d{0,20})?")) {
                throw new ArchiveException("it is damaged: a time makes no sense");
            }
            BigDecimal seconds = new BigDecimal(exact);
            long whole = seconds.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
            long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
            return Instant.ofEpochSecond(whole, nanos);
        } catch (DateTimeException wild) {
            throw new ArchiveException("it is damaged: a time makes no sense");
        }
    }

    private static long id(long number) throws ArchiveException {
        if (number < 0 || number > MOST_ID) {
            throw new ArchiveException("it is damaged: an owner makes no sense (" + number + ")");
        }
        return number;
    }

    // ---- bytes of a file

    private static long paddingOf(long length) {
        return -length & (TarHeader.BLOCK - 1);
    }

    private void begin(TarHeader header, byte[] block, long stored, boolean hasBytes)
            throws IOException {
        // Some archivers write sizes for what has no bytes; a hard link may have them, or not.
        boolean storesNone = !hasBytes && header.type() != 'D' && header.type() != '5';
        left = storesNone ? 0 : stored;
        padding = paddingOf(left);
        pieces = List.of();
        atPiece = 0;
        size = stored;
        position = 0;
        if (hasBytes) {
            List<Long> numbers = sparseNumbers(header, block);
            if (!numbers.isEmpty() || isSparse(header)) {
                pieces = pieces(numbers);
            }
            if (size < 0 || size > limits.bytes() - bytes) {
                throw new ArchiveException(
                        "what is in it has more than "
                                + (limits.bytes() >> 20)
                                + " MiB, which is the limit");
            }
            bytes += size;
        }
    }

    private boolean isSparse(TarHeader header) {
        return header.type() == 'S'
                || records.has("GNU.sparse.major")
                || records.has("GNU.sparse.realsize")
                || records.has("GNU.sparse.size");
    }

    /** Place and length of each piece, in whichever of the four ways it is written. */
    private List<Long> sparseNumbers(TarHeader header, byte[] block) throws IOException {
        if (header.type() == 'S') {
            return oldSparse(header, block);
        }
        if (!isSparse(header)) {
            return List.of();
        }
        size = records.number("GNU.sparse.realsize", records.number("GNU.sparse.size", size));
        return records.number("GNU.sparse.major", 0) == 1 ? sparseMap() : records.pieces();
    }

    private List<Long> oldSparse(TarHeader header, byte[] block) throws IOException {
        List<Long> numbers = new ArrayList<>();
        size = header.number(483, 12);
        byte[] more = block;
        int at = 386;
        int count = 4;
        int flagAt = 482;
        while (true) {
            for (int i = 0; i < count && more[at + 24 * i] != 0; i++) {
                numbers.add(TarHeader.number(more, at + 24 * i, 12));
                numbers.add(TarHeader.number(more, at + 24 * i + 12, 12));
            }
            if (more[flagAt] == 0) {
                return numbers;
            }
            more = in.readNBytes(TarHeader.BLOCK);
            if (more.length < TarHeader.BLOCK || numbers.size() > 2 * MOST_PIECES) {
                throw more.length < TarHeader.BLOCK ? cut() : tooManyPieces();
            }
            at = 0;
            count = 21;
            flagAt = 504;
        }
    }

    /** The map lies before the bytes: numbers, one a line, up to a whole block. */
    private List<Long> sparseMap() throws IOException {
        List<Long> numbers = new ArrayList<>();
        long wanted = -1;
        long used = 0;
        while (wanted < 0 || numbers.size() < wanted) {
            long number = 0;
            int digits = 0;
            int c = in.read();
            while (c >= '0' && c <= '9' && digits < 18) {
                number = number * 10 + c - '0';
                digits++;
                c = in.read();
            }
            used += digits + 1;
            if (c != '\n' || digits == 0 || used > left) {
                throw new ArchiveException("it is damaged: the map of a sparse file is wrong");
            }
            if (wanted < 0) {
                if (number > MOST_PIECES) {
                    throw tooManyPieces();
                }
                wanted = 2 * number;
            } else {
                numbers.add(number);
            }
        }
        long rest = paddingOf(used);
        skip(rest);
        left -= used + rest;
        if (left < 0) {
            throw new ArchiveException("it is damaged: the map of a sparse file is wrong");
        }
        return numbers;
    }

    private List<Piece> pieces(List<Long> numbers) throws ArchiveException {
        if (numbers.size() % 2 != 0 || numbers.size() > 2 * MOST_PIECES) {
            throw tooManyPieces();
        }
        List<Piece> found = new ArrayList<>();
        long end = 0;
        long sum = 0;
        for (int i = 0; i < numbers.size(); i += 2) {
            Piece piece = new Piece(numbers.get(i), numbers.get(i + 1));
            boolean fits =
                    piece.at() >= end
                            && piece.length() >= 0
                            && piece.length() <= size
                            && piece.at() <= size - piece.length();
            if (!fits) {
                throw new ArchiveException("it is damaged: the map of a sparse file is wrong");
            }
            end = piece.at() + piece.length();
            sum += piece.length();
            if (piece.length() > 0) {
                found.add(piece);
            }
        }
        if (sum != left) {
            throw new ArchiveException("it is damaged: the map of a sparse file is wrong");
        }
        // A hole at the end, too, is told by a piece.
        found.add(new Piece(size, 0));
        return found;
    }

    private static ArchiveException tooManyPieces() {
        return new ArchiveException("it has a sparse file of too many pieces");
    }

    /**
     * Reads on in the file that came last, holes as zeros.
     *
     * @return how many bytes; -1 at its end
     */
    public int read(byte[] to) throws IOException {
        if (pieces.isEmpty()) {
            return stored(to, Math.min(to.length, left));
        }
        while (true) {
            Piece piece = pieces.get(atPiece);
            if (position < piece.at()) {
                int zeros = (int) Math.min(to.length, piece.at() - position);
                Arrays.fill(to, 0, zeros, (byte) 0);
                position += zeros;
                return zeros;
            }
            long inPiece = piece.at() + piece.length() - position;
            if (inPiece > 0) {
                int got = stored(to, Math.min(to.length, inPiece));
                position += Math.max(0, got);
                return got;
            }
            if (atPiece == pieces.size() - 1) {
                return -1;
            }
            atPiece++;
        }
    }

    private int stored(byte[] to, long most) throws IOException {
        if (most == 0) {
            return -1;
        }
        int got = in.read(to, 0, (int) most);
        if (got < 0) {
            throw cut();
        }
        left -= got;
        return got;
    }

    private void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException end) {
            throw cut();
        }
    }

    private static ArchiveException cut() {
        return new ArchiveException("it is cut off: its end is missing");
    }
}
