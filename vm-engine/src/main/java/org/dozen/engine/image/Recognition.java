// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Names what a file holds that is no image, and what a person could do about it. */
final class Recognition {
    /** As much of a file as is looked at. */
    static final int BYTES = 0x10048;

    private static final List<Mark> MARKS =
            List.of(
                    mark(
                            0,
                            "QFI\u00fb",
                            "a QEMU disk (qcow2)",
                            "Convert it: qemu-img convert -O raw."),
                    mark(0, "KDMV", "a VMware disk (VMDK)", "Convert it: qemu-img convert -O raw."),
                    mark(
                            0,
                            "vhdxfile",
                            "a Hyper-V disk (VHDX)",
                            "Convert it: qemu-img convert -O raw."),
                    mark(
                            0,
                            "conectix",
                            "a Virtual PC disk (VHD)",
                            "Convert it: qemu-img convert -O raw."),
                    mark(
                            0x40,
                            "\u007f\u0010\u00da\u00be",
                            "a VirtualBox disk (VDI)",
                            "Convert it: qemu-img convert -O raw."),
                    mark(0x8001, "CD001", "a CD or DVD image (ISO 9660)", ""),
                    mark(0, "\u001f\u008b", "a gzip archive", "Unpack it first."),
                    mark(0, "\u00fd7zXZ\0", "an xz archive", "Unpack it first."),
                    mark(0, "(\u00b5/\u00fd", "a zstd archive", "Unpack it first."),
                    mark(0, "BZh", "a bzip2 archive", "Unpack it first."),
                    mark(0, "PK\u0003\u0004", "a zip archive", "Unpack it first."),
                    mark(0, "7z\u00bc\u00af", "a 7-Zip archive", "Unpack it first."),
                    mark(257, "ustar", "a tar archive", "Make a file system of it first."),
                    mark(0, "hsqs", "a squashfs file system", ""),
                    mark(0, "XFSB", "an XFS file system", ""),
                    mark(0x10040, "_BHRfS_M", "a Btrfs file system", ""),
                    mark(0, "LUKS\u00ba\u00be", "an encrypted disk (LUKS)", ""),
                    mark(4086, "SWAPSPACE2", "a swap area", ""),
                    mark(0, "\u007fELF", "a program (ELF)", ""),
                    mark(0, "%PDF", "a PDF document", ""),
                    mark(0, "\u0089PNG", "a picture (PNG)", ""),
                    mark(0, "\u00ff\u00d8\u00ff", "a picture (JPEG)", ""),
                    mark(
                            512,
                            "EFI PART",
                            "a whole disk with a partition table (GPT)",
                            "Take one partition out of it, for example with losetup -P or dd."),
                    mark(0x36, "FAT", "a FAT file system", ""),
                    mark(0x52, "FAT32", "a FAT file system", ""),
                    mark(3, "NTFS", "an NTFS file system", ""),
                    mark(
                            510,
                            "U\u00aa",
                            "a whole disk with a partition table, or a boot sector",
                            "Take one partition out of it, for example with losetup -P or dd."));

    private Recognition() {}

    /**
     * Says what it is.
     *
     * @param start the first bytes of the file, at most {@link #BYTES}
     * @return completes "it holds "; with a hint in a sentence of its own where there is one
     */
    static Holding of(byte[] start) {
        if (start.length == 0) {
            return new Holding("nothing at all: the file is empty", "");
        }
        return MARKS.stream()
                .filter(mark -> mark.fits(start))
                .findFirst()
                .map(mark -> new Holding(mark.what(), mark.hint()))
                .or(() -> plain(start))
                .orElse(new Holding("something else", ""));
    }

    private static Optional<Holding> plain(byte[] start) {
        boolean zero = true;
        boolean text = true;
        for (byte b : start) {
            zero &= b == 0;
            text &= b == '\n' || b == '\t' || b == '\r' || ((b & 0xff) >= 0x20 && b != 0x7f);
        }
        if (zero) {
            return Optional.of(new Holding("only zeros so far", "Make a file system in it first."));
        }
        return text ? Optional.of(new Holding("text", "")) : Optional.empty();
    }

    private static Mark mark(int at, String bytes, String what, String hint) {
        return new Mark(at, bytes, what, hint);
    }

    /**
     * What a file holds.
     *
     * @param what completes "it holds "
     * @param hint a sentence, or empty
     */
    record Holding(String what, String hint) {}

    private record Mark(int at, String bytes, String what, String hint) {
        boolean fits(byte[] start) {
            byte[] wanted = bytes.getBytes(StandardCharsets.ISO_8859_1);
            if (start.length < at + wanted.length) {
                return false;
            }
            for (int i = 0; i < wanted.length; i++) {
                if (start[at + i] != wanted[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
