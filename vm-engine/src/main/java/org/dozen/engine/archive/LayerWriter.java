// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/** Writes archives into an image's file system, one upon the other. */
public final class LayerWriter {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String BOOKKEEPING = ".wh..wh.";
    private static final int CHUNK = 1 << 18;
    private static final int ENTRIES_BETWEEN_LOOKS = 2000;
    private static final long BYTES_BETWEEN_LOOKS = 64L << 20;

    private final ImageFiles files;
    private final ArchiveLimits limits;
    private final byte[] chunk = new byte[CHUNK];
    private int layers;
    private long entries;
    private long sinceLook;

    public LayerWriter(ImageFiles files, ArchiveLimits limits) {
        this.files = files;
        this.limits = limits;
    }

    /**
     * Writes one archive.
     *
     * @param tar unpacked
     * @param layered names that begin with {@code .wh.} remove what earlier layers have
     * @throws ArchiveException if it cannot be used
     */
    public void write(InputStream tar, boolean layered) throws IOException {
        layers++;
        files.layer(layers);
        TarReader reader = new TarReader(tar, limits);
        try {
            Optional<TarReader.Item> item = reader.next();
            while (item.isPresent()) {
                write(reader, item.get(), layered);
                entries++;
                if (entries % ENTRIES_BETWEEN_LOOKS == 0) {
                    files.sync(false);
                }
                item = reader.next();
            }
        } catch (ZipException | org.tukaani.xz.XZIOException damaged) {
            throw Compression.damaged(damaged);
        } catch (com.github.luben.zstd.ZstdIOException damaged) {
            throw Compression.damaged(damaged);
        } catch (java.io.EOFException cut) {
            throw Compression.damaged(cut);
        }
        files.sync(false);
    }

    /** Entries written so far. */
    public long entries() {
        return entries;
    }

    private void write(TarReader reader, TarReader.Item item, boolean layered) throws IOException {
        FileEntry entry = item.entry();
        if (layered && entry.name().startsWith(WHITEOUT)) {
            whiteout(entry);
            return;
        }
        if (item.hardLinkTo().isPresent()) {
            files.link(entry.path(), item.hardLinkTo().get());
            return;
        }
        if (entry.path().isEmpty() && entry.kind() != FileKind.FOLDER) {
            throw new ArchiveException("its root is not a folder");
        }
        files.make(entry);
        if (entry.kind() == FileKind.FILE) {
            long left = entry.size();
            while (left > 0) {
                int got = reader.read(chunk);
                if (got < 0) {
                    throw new ArchiveException("it is damaged: a file is shorter than it says");
                }
                files.data(chunk, 0, got);
                left -= got;
                look(got);
            }
        }
    }

    /** A full image is found out before the rest of a large file has been read for nothing. */
    private void look(int written) {
        sinceLook += written;
        if (sinceLook > BYTES_BETWEEN_LOOKS) {
            files.sync(false);
            sinceLook = 0;
        }
    }

    private void whiteout(FileEntry entry) {
        String name = entry.name();
        String folder = entry.path().substring(0, entry.path().length() - name.length());
        if (name.equals(OPAQUE)) {
            files.clearLower(folder);
        } else if (!name.startsWith(BOOKKEEPING)) {
            files.removeLower(folder + name.substring(WHITEOUT.length()));
        }
    }
}
