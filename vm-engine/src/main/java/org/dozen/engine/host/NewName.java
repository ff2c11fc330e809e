// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Gives a file another name in one step, and never one that is taken. */
public final class NewName {
    private NewName() {}

    /**
     * Renames a file.
     *
     * @throws FileAlreadyExistsException if there is something of the new name
     */
    public static void give(Path from, Path to) throws IOException {
        try {
            LibC.renameat2(
                    LibC.AT_FDCWD,
                    from.toString(),
                    LibC.AT_FDCWD,
                    to.toString(),
                    LibC.RENAME_NOREPLACE);
        } catch (LastErrorException error) {
            switch (error.getErrorCode()) {
                case LibC.EINVAL, LibC.ENOSYS, LibC.EOPNOTSUPP -> byLink(from, to);
                case LibC.EEXIST -> throw new FileAlreadyExistsException(to.toString());
                default ->
                        throw new FileSystemException(
                                to.toString(),
                                from.toString(),
                                Syscall.words(error.getErrorCode()));
            }
        }
        keep(to);
    }

    /** Puts a file into the place of another, which need not be there. */
    public static void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        keep(to);
    }

    /** A file system that cannot refuse to replace: a link fails where a name is taken. */
    private static void byLink(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
            Files.delete(from);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The name is to outlast a loss of power, where the file system can do that. */
    private static void keep(Path to) {
        Path folder = to.toAbsolutePath().getParent();
        try (FileChannel channel =
                FileChannel.open(folder == null ? to : folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException cannot) {
            // The file has its name all the same.
        }
    }
}
