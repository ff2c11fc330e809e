// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.filesystem;

import java.time.Instant;
import java.util.List;

/**
 * What a name in an image leads to. Names, targets and values are {@link ByteText}s.
 *
 * @param path the name, or the path from where it was looked for; no slash in front
 * @param kind what it is
 * @param mode permissions, 0..07777
 * @param user number of the owner
 * @param group number of the group
 * @param size bytes of a file, of a link's target, else 0
 * @param changed when its contents were last changed
 * @param target where a symbolic link leads, else empty
 * @param major number of a device, else 0
 * @param minor number of a device, else 0
 * @param attributes extended attributes, if they were asked for
 * @param links how many names lead to it; 1 for what is only about to be made
 * @param number its inode, the same for all its names; 0 for what is only about to be made
 * @param diskBytes bytes that it takes in the image
 */
public record FileEntry(
        String path,
        FileKind kind,
        int mode,
        long user,
        long group,
        long size,
        Instant changed,
        String target,
        int major,
        int minor,
        List<Attribute> attributes,
        int links,
        long number,
        long diskBytes) {

    /** Something about to be made. */
    public static FileEntry toMake(String path, FileKind kind, int mode, Instant changed) {
        return new FileEntry(path, kind, mode, 0, 0, 0, changed, "", 0, 0, List.of(), 1, 0, 0);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public FileEntry withPath(String other) {
        return new FileEntry(
                other,
                kind,
                mode,
                user,
                group,
                size,
                changed,
                target,
                major,
                minor,
                attributes,
                links,
                number,
                diskBytes);
    }

    public FileEntry withSize(long bytes) {
        return new FileEntry(
                path,
                kind,
                mode,
                user,
                group,
                bytes,
                changed,
                target,
                major,
                minor,
                attributes,
                links,
                number,
                diskBytes);
    }

    public FileEntry withChanged(Instant at) {
        return new FileEntry(
                path,
                kind,
                mode,
                user,
                group,
                size,
                at,
                target,
                major,
                minor,
                attributes,
                links,
                number,
                diskBytes);
    }

    public FileEntry withOwner(long newUser, long newGroup) {
        return new FileEntry(
                path,
                kind,
                mode,
                newUser,
                newGroup,
                size,
                changed,
                target,
                major,
                minor,
                attributes,
                links,
                number,
                diskBytes);
    }

    public FileEntry withTarget(String to) {
        return new FileEntry(
                path,
                kind,
                mode,
                user,
                group,
                size,
                changed,
                to,
                major,
                minor,
                attributes,
                links,
                number,
                diskBytes);
    }

    public FileEntry withDevice(int newMajor, int newMinor) {
        return new FileEntry(
                path,
                kind,
                mode,
                user,
                group,
                size,
                changed,
                target,
                newMajor,
                newMinor,
                attributes,
                links,
                number,
                diskBytes);
    }

    public FileEntry withAttributes(List<Attribute> all) {
        return new FileEntry(
                path,
                kind,
                mode,
                user,
                group,
                size,
                changed,
                target,
                major,
                minor,
                List.copyOf(all),
                links,
                number,
                diskBytes);
    }

    /** As {@code ls -l} shows it: {@code -rwxr-xr-x}. */
    public String modeText() {
        StringBuilder text = new StringBuilder();
        text.append(kind.letter());
        String letters = "rwxrwxrwx";
        for (int bit = 0; bit < 9; bit++) {
            text.append((mode >> (8 - bit) & 1) != 0 ? letters.charAt(bit) : '-');
        }
        special(text, 3, 04000, 's');
        special(text, 6, 02000, 's');
        special(text, 9, 01000, 't');
        return text.toString();
    }

    private void special(StringBuilder text, int at, int bit, char letter) {
        if ((mode & bit) != 0) {
            boolean runs = text.charAt(at) == 'x';
            text.setCharAt(at, runs ? letter : Character.toUpperCase(letter));
        }
    }
}
