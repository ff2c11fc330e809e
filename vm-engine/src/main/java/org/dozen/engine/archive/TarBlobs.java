// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files of an uncompressed tar archive, found by one look at its headers. */
public final class TarBlobs implements Blobs {
    private static final int MOST_LINKS = 8;

    private record Span(long at, long length) {}

    private final FileChannel channel;
    private final Map<String, Span> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    /** Opens an archive and reads its headers; bytes of files are jumped over. */
    public TarBlobs(Path path) throws IOException {
        channel = FileChannel.open(path);
        try {
            index();
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private void index() throws IOException {
        ChannelStream in = new ChannelStream();
        TarReader reader = new TarReader(in, ArchiveLimits.USUAL);
        Optional<TarReader.Item> item = reader.next();
        while (item.isPresent()) {
            FileEntry entry = item.get().entry();
            if (item.get().hardLinkTo().isPresent()) {
                links.put(entry.path(), item.get().hardLinkTo().get());
            } else if (entry.kind() == FileKind.LINK) {
                links.put(entry.path(), target(entry));
            } else if (entry.kind() == FileKind.FILE) {
                files.put(entry.path(), new Span(in.position, entry.size()));
            }
            item = reader.next();
        }
    }

    private static String target(FileEntry entry) {
        // Not by Path: names in an archive are bytes, of which the host may be able to make none.
        int slash = entry.path().lastIndexOf('/');
        boolean fromRoot = entry.target().startsWith("/") || slash < 0;
        String below = fromRoot ? "" : entry.path().substring(0, slash) + "/";
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (below + entry.target()).split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private Optional<Span> find(String name) {
        String at = name;
        for (int i = 0; i < MOST_LINKS && links.containsKey(at); i++) {
            at = links.getOrDefault(at, "");
        }
        return Optional.ofNullable(files.get(at));
    }

    @Override
    public boolean has(String name) {
        return find(name).isPresent();
    }

    @Override
    public InputStream open(String name) throws IOException {
        Span span =
                find(name)
                        .orElseThrow(
                                () -> new ArchiveException("a part of it is missing: " + name));
        ChannelStream in = new ChannelStream();
        in.position = span.at();
        in.end = span.at() + span.length();
        return new BufferedInputStream(in, 1 << 16);
    }

    @Override
    public long size(String name) {
        return find(name).map(Span::length).orElse(0L);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to be let go of.
        }
    }

    /** A stretch of the file, which skips without reading. */
    private final class ChannelStream extends InputStream {
        private long position;
        private long end = Long.MAX_VALUE;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int most = (int) Math.min(length, end - position);
            if (most <= 0) {
                return length == 0 ? 0 : -1;
            }
            int got = channel.read(ByteBuffer.wrap(to, from, most), position);
            position += Math.max(0, got);
            return got;
        }

        @Override
        public long skip(long count) throws IOException {
            long most = Math.max(0, Math.min(count, Math.min(end, channel.size()) - position));
            position += most;
            return most;
        }
    }
}
