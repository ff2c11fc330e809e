// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.Attribute;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Archives for tests, and what a reader finds in them. */
public final class Archives {
    private Archives() {}

    /** One of everything that an archive can hold. */
    public static byte[] everything() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Instant time = Instant.ofEpochSecond(1_700_000_000L, 123_456_789);
        try (TarWriter tar = new TarWriter(bytes)) {
            tar.entry(FileEntry.toMake("etc", FileKind.FOLDER, 0755, time));
            file(tar, FileEntry.toMake("etc/plain", FileKind.FILE, 0644, time), "plain\n");
            file(
                    tar,
                    FileEntry.toMake("etc/setuid", FileKind.FILE, 04755, time)
                            .withOwner(1000, 70_000),
                    "x");
            file(
                    tar,
                    FileEntry.toMake("etc/capable", FileKind.FILE, 0755, time)
                            .withAttributes(
                                    List.of(
                                            new Attribute(
                                                    "security.capability",
                                                    "\u0001\0\0\u0002\0"
                                                        + " \udc80\udcff\0\0\0\0\0\0\0\0\0\0\0\0"),
                                            new Attribute("user.note", "gr\u00fc\u00dfe"))),
                    "y");
            file(tar, FileEntry.toMake("etc/" + "l".repeat(255), FileKind.FILE, 0600, time), "");
            file(tar, FileEntry.toMake("etc/no\udcfftext\u2603", FileKind.FILE, 0600, time), "z");
            tar.entry(FileEntry.toMake("etc/link", FileKind.LINK, 0777, time).withTarget("plain"));
            tar.entry(
                    FileEntry.toMake("etc/long-link", FileKind.LINK, 0777, time)
                            .withTarget("/" + "t".repeat(200)));
            tar.entry(
                    FileEntry.toMake("null", FileKind.CHARACTER_DEVICE, 0666, time)
                            .withDevice(1, 3));
            tar.entry(
                    FileEntry.toMake("disk", FileKind.BLOCK_DEVICE, 0660, time)
                            .withDevice(259, 70_000));
            tar.entry(FileEntry.toMake("pipe", FileKind.PIPE, 0600, time));
            tar.entry(FileEntry.toMake("sticky", FileKind.FOLDER, 01777, time));
            FileEntry twice =
                    new FileEntry(
                            "one",
                            FileKind.FILE,
                            0644,
                            0,
                            0,
                            3,
                            time,
                            "",
                            0,
                            0,
                            List.of(),
                            2,
                            77,
                            0);
            tar.entry(twice);
            tar.data("one".getBytes(StandardCharsets.UTF_8));
            tar.entry(twice.withPath("another"));
            tar.data("one".getBytes(StandardCharsets.UTF_8));
            tar.finish();
        }
        return bytes.toByteArray();
    }

    /** An archive with one entry of each of these paths, each a small file. */
    public static byte[] of(String... paths) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes)) {
            for (String path : paths) {
                file(tar, FileEntry.toMake(path, FileKind.FILE, 0644, Instant.EPOCH), path);
            }
            tar.finish();
        }
        return bytes.toByteArray();
    }

    /** Writes a file. */
    public static void file(TarWriter tar, FileEntry entry, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        tar.entry(entry.withSize(bytes.length));
        if (bytes.length > 0) {
            tar.data(bytes);
        }
    }

    /** What a reader finds; the bytes of files as texts, hard links as "link to X". */
    static Map<String, String> read(byte[] archive, ArchiveLimits limits) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), limits);
        Optional<TarReader.Item> item = reader.next();
        while (item.isPresent()) {
            FileEntry entry = item.get().entry();
            String content =
                    item.get().hardLinkTo().map(to -> "link to " + to).orElse(content(reader));
            found.put(entry.path(), entry.kind() == FileKind.LINK ? entry.target() : content);
            item = reader.next();
        }
        return found;
    }

    /** All entries, without their bytes. */
    static List<FileEntry> entries(byte[] archive) throws IOException {
        List<FileEntry> found = new ArrayList<>();
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), ArchiveLimits.USUAL);
        Optional<TarReader.Item> item = reader.next();
        while (item.isPresent()) {
            found.add(item.get().entry());
            item = reader.next();
        }
        return found;
    }

    private static String content(TarReader reader) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[1000];
        int got = reader.read(chunk);
        while (got >= 0) {
            bytes.write(chunk, 0, got);
            got = reader.read(chunk);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
