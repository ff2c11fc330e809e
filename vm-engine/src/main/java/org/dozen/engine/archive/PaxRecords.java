// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.Attribute;
import org.dozen.engine.filesystem.ByteText;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pax header says of the entry after it: names and values. Values are bytes; they are never
 * taken for characters before somebody knows that they are some.
 */
final class PaxRecords {
    private static final String SCHILY = "SCHILY.xattr.";
    private static final String LIBARCHIVE = "LIBARCHIVE.xattr.";

    private final int most;
    private final Map<String, String> records = new LinkedHashMap<>();
    // Early sparse files name their pieces one by one, under the same two names.
    private final List<Long> pieces = new ArrayList<>();

    // How long all names and values are together.
    private long length;

    /**
     * No records yet.
     *
     * @param most how long all names and values together may be
     */
    PaxRecords(int most) {
        this.most = most;
    }

    /**
     * Adds what a header says. A record: length of all of it in decimal, space, name, =, value,
     * line feed.
     */
    void add(byte[] header) throws ArchiveException {
        int at = 0;
        while (at < header.length && header[at] != 0) {
            int space = at;
            int length = 0;
            while (space < header.length && header[space] >= '0' && header[space] <= '9') {
                length = Math.min(length * 10 + header[space] - '0', header.length + 1);
                space++;
            }
            int equals = space;
            while (equals < header.length && header[equals] != '=') {
                equals++;
            }
            int end = at + length - 1;
            if (space == at || space >= equals || equals >= end || end >= header.length) {
                throw new ArchiveException("it is damaged: a pax header makes no sense");
            }
            put(
                    ByteText.of(Arrays.copyOfRange(header, space + 1, equals)),
                    ByteText.of(Arrays.copyOfRange(header, equals + 1, end)));
            at += length;
        }
    }

    private void put(String name, String value) throws ArchiveException {
        if (name.equals("GNU.sparse.offset") || name.equals("GNU.sparse.numbytes")) {
            pieces.add(decimal(value));
            grow(Long.BYTES);
        } else if (value.isEmpty() && !name.startsWith(SCHILY) && !name.startsWith(LIBARCHIVE)) {
            records.remove(name);
        } else {
            records.put(name, value);
            grow(name.length() + value.length());
        }
    }

    /** What was replaced or removed counts, too: no real archive comes near. */
    private void grow(int by) throws ArchiveException {
        length += by;
        if (length > most) {
            throw new ArchiveException("its headers say too much, more than " + most + " bytes");
        }
    }

    void addAll(PaxRecords others) throws ArchiveException {
        for (Map.Entry<String, String> each : others.records.entrySet()) {
            put(each.getKey(), each.getValue());
        }
    }

    String text(String name, String otherwise) {
        return records.getOrDefault(name, otherwise);
    }

    boolean has(String name) {
        return records.containsKey(name);
    }

    long number(String name, long otherwise) throws ArchiveException {
        String value = records.get(name);
        return value == null ? otherwise : decimal(value);
    }

    private static long decimal(String value) throws ArchiveException {
        if (!value.matches("\\d{1,18}")) {
            throw new ArchiveException("it is damaged: \"" + shortly(value) + "\" is no number");
        }
        return Long.parseLong(value);
    }

    private static String shortly(String value) {
        return ByteText.shown(value.substring(0, Math.min(value.length(), 40)));
    }

    /** Pairs of place and length that sparse files of the early kinds are made of. */
    List<Long> pieces() throws ArchiveException {
        String map = records.get("GNU.sparse.map");
        if (map == null) {
            return pieces;
        }
        List<Long> found = new ArrayList<>();
        for (String number : map.split(",", -1)) {
            found.add(decimal(number));
        }
        return found;
    }

    /** How long the names and values of extended attributes are as they are written. */
    int attributesLength() {
        return records.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(SCHILY) || each.getKey().startsWith(LIBARCHIVE))
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
    }

    List<Attribute> attributes() throws ArchiveException {
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> record : records.entrySet()) {
            String name = record.getKey();
            if (name.startsWith(LIBARCHIVE)) {
                found.put(plain(name.substring(LIBARCHIVE.length())), unpacked(record.getValue()));
            }
        }
        for (Map.Entry<String, String> record : records.entrySet()) {
            if (record.getKey().startsWith(SCHILY)) {
                found.put(record.getKey().substring(SCHILY.length()), record.getValue());
            }
        }
        return found.entrySet().stream()
                .map(each -> new Attribute(each.getKey(), each.getValue()))
                .toList();
    }

    private static String plain(String name) throws ArchiveException {
        try {
            return java.net.URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new ArchiveException("it is damaged: the name of an attribute makes no sense");
        }
    }

    private static String unpacked(String value) throws ArchiveException {
        try {
            // Written without the padding at its end.
            return ByteText.of(Base64.getDecoder().decode(value.strip()));
        } catch (IllegalArgumentException wrong) {
            throw new ArchiveException("it is damaged: the value of an attribute makes no sense");
        }
    }
}
