// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.workshop;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.filesystem.FileEntry;
import org.dozen.engine.filesystem.FileKind;
import org.dozen.engine.filesystem.ImageFiles;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies between an image and the folders of this computer. */
public final class HostFiles {
    private static final int CHUNK = 1 << 18;

    private HostFiles() {}

    // ---- into the image

    /**
     * Copies a file or a folder into an image.
     *
     * @param path a path in the image; if it is a folder or ends with a slash, into it
     */
    public static void copyIn(ImageFiles files, Path from, String path, long user, long group) {
        try {
            Path source = from.toAbsolutePath().normalize();
            boolean into = path.endsWith("/") || isFolder(files, path);
            String target =
                    into && source.getFileName() != null
                            ? path.replaceFirst("/+$", "") + "/" + source.getFileName()
                            : path;
            Map<Object, String> known = new HashMap<>();
            Files.walkFileTree(
                    source,
                    new SimpleFileVisitor<Path>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) throws IOException {
                            copyOne(files, folder, at(folder), user, group);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Optional<String> first =
                                    Optional.ofNullable(attributes.fileKey())
                                            .map(key -> known.putIfAbsent(key, at(file)));
                            if (first.isPresent()) {
                                files.link(at(file), first.get());
                            } else {
                                copyOne(files, file, at(file), user, group);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        private String at(Path file) {
                            String below = source.relativize(file).toString();
                            return below.isEmpty() ? target : target + "/" + below;
                        }
                    });
            files.sync(false);
        } catch (IOException refused) {
            throw failure(from, "read", refused);
        }
    }

    private static boolean isFolder(ImageFiles files, String path) {
        try {
            return files.look(path, true).kind() == FileKind.FOLDER;
        } catch (ImageFailure notThere) {
            return false;
        }
    }

    private static void copyOne(ImageFiles files, Path file, String path, long user, long group)
            throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(
                        file, BasicFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        FileKind kind =
                attributes.isDirectory()
                        ? FileKind.FOLDER
                        : attributes.isSymbolicLink() ? FileKind.LINK : FileKind.FILE;
        if (attributes.isOther()) {
            throw new IOException(file + " is a device, pipe or socket");
        }
        int mode =
                (Integer)
                                Files.getAttribute(
                                        file, "unix:mode", java.nio.file.LinkOption.NOFOLLOW_LINKS)
                        & 07777;
        FileEntry entry =
                FileEntry.toMake(path, kind, mode, attributes.lastModifiedTime().toInstant())
                        .withOwner(user, group);
        if (kind == FileKind.LINK) {
            files.make(entry.withTarget(Files.readSymbolicLink(file).toString()));
            return;
        }
        if (kind == FileKind.FOLDER) {
            files.make(entry);
            return;
        }
        long size = attributes.size();
        files.make(entry.withSize(size));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            long left = size;
            while (left > 0) {
                int got = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (got < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                files.data(chunk, 0, got);
                left -= got;
            }
        }
    }

    // ---- out of the image

    /**
     * Copies a file or a folder out of an image. Everything belongs to whoever runs this; devices,
     * pipes and sockets are left out; no link of the image is followed on the way.
     *
     * @param to a folder that is there: into it; else the new name
     */
    public static void copyOut(ImageFiles files, String path, Path to) {
        try {
            FileEntry entry = files.look(path, true);
            Path here = to.toAbsolutePath().normalize();
            String name = entry.name().isEmpty() ? "root" : entry.name();
            Path target = Files.isDirectory(here) ? below(here, name) : here;
            if (entry.kind() != FileKind.FOLDER) {
                try (OutputStream out = newFile(target)) {
                    files.read(path, 0, Long.MAX_VALUE, out);
                }
                finish(target, entry);
                return;
            }
            Files.createDirectory(target);
            Unpacking unpacking = new Unpacking(target);
            files.walk(path, true, unpacking);
            unpacking.finish();
            finish(target, entry);
        } catch (IOException refused) {
            throw failure(to, "written", refused);
        }
    }

    private static Path below(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder) || path.equals(folder)) {
            throw new IOException("\"" + name + "\" is no name for a file");
        }
        return path;
    }

    private static OutputStream newFile(Path path) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                1 << 16);
    }

    private static void finish(Path path, FileEntry entry) throws IOException {
        Set<PosixFilePermission> permissions = new HashSet<>();
        permissions.addAll(
                PosixFilePermissions.fromString(
                        entry.modeText()
                                .substring(1)
                                .replace('s', 'x')
                                .replace('t', 'x')
                                .replace('S', '-')
                                .replace('T', '-')));
        permissions.add(PosixFilePermission.OWNER_READ);
        permissions.add(PosixFilePermission.OWNER_WRITE);
        if (entry.kind() == FileKind.FOLDER) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
        Files.setLastModifiedTime(path, FileTime.from(entry.changed()));
    }

    /** Makes what a walk tells; links last, so that nothing is ever written through one. */
    private static final class Unpacking implements ImageFiles.Visitor {
        private final Path root;
        private final List<FileEntry> links = new ArrayList<>();
        private final List<FileEntry> folders = new ArrayList<>();
        private Optional<OutputStream> out = Optional.empty();
        private FileEntry current = FileEntry.toMake("", FileKind.FILE, 0, java.time.Instant.EPOCH);

        Unpacking(Path root) {
            this.root = root;
        }

        @Override
        public void entry(FileEntry entry) throws IOException {
            endFile();
            switch (entry.kind()) {
                case FOLDER -> {
                    Files.createDirectory(below(root, entry.path()));
                    folders.add(entry);
                }
                case FILE -> {
                    current = entry;
                    out = Optional.of(newFile(below(root, entry.path())));
                }
                case LINK -> links.add(entry);
                default -> {
                    // Only root may make these, and out here nobody needs them.
                }
            }
        }

        @Override
        public void data(byte[] bytes) throws IOException {
            if (out.isPresent()) {
                out.get().write(bytes);
            }
        }

        private void endFile() throws IOException {
            if (out.isPresent()) {
                out.get().close();
                out = Optional.empty();
                HostFiles.finish(below(root, current.path()), current);
            }
        }

        void finish() throws IOException {
            endFile();
            for (FileEntry link : links) {
                Files.createSymbolicLink(below(root, link.path()), Path.of(link.target()));
            }
            for (FileEntry folder : folders.reversed()) {
                HostFiles.finish(below(root, folder.path()), folder);
            }
        }
    }

    private static ImageFailure failure(Path path, String what, IOException refused) {
        return new ImageFailure(
                ImageFailure.Reason.INPUT_OUTPUT,
                path,
                path + " cannot be " + what + ": " + words(refused) + ".",
                refused);
    }

    private static String words(IOException refused) {
        String said = String.valueOf(refused.getMessage());
        return switch (refused) {
            case FileAlreadyExistsException there -> "there is a " + said + " already";
            case NoSuchFileException missing -> "there is no " + said;
            case AccessDeniedException denied -> "you may not do that in " + said;
            default -> said;
        };
    }
}
