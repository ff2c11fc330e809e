// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.cli;

import org.dozen.engine.archive.ArchiveLimits;
import org.dozen.engine.image.Image;
import org.dozen.engine.workshop.ImportRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

/** Brings an image into the library. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings an image into the library, without root: an ext2, ext3 or ext4 image; a root"
                    + " file system as tar (also gzip, xz, zstd) or as a folder; a container image"
                    + " as docker save or OCI layout, or from a registry by its name.",
            "Ctrl-C stops it; nothing is left half made. What was fetched is kept and goes on next"
                    + " time."
        })
final class ImagesImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SOURCE",
            description = "A path; or a name such as alpine:3.22 or localhost:5000/x@sha256:...")
    private String source = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call it; from SOURCE unless told.")
    private String name = "";

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "Size of the image to make, for example 2G; as fits unless told.")
    private Optional<Long> size = Optional.empty();

    @Option(
            names = "--ref",
            paramLabel = "NAME",
            description = "Which image of an archive that has several.")
    private String reference = "";

    @Option(
            names = "--own-files-as-root",
            description = "In a folder, what is yours belongs to root in the image.")
    private boolean ownFilesAsRoot;

    @Option(
            names = "--limit",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "Refuse an archive with more than this in it (64G if not given).")
    private Optional<Long> limit = Optional.empty();

    @Override
    public Integer call() {
        ImportRequest request =
                ImportRequest.of(source, name.isEmpty() ? nameOf(source) : name)
                        .withBytes(size.orElse(0L))
                        .withReference(reference)
                        .withOwnFilesAsRoot(ownFilesAsRoot)
                        .withLimits(
                                new ArchiveLimits(
                                        limit.orElse(ArchiveLimits.USUAL.bytes()),
                                        ArchiveLimits.USUAL.entries()));
        return ImageWork.run((workshop, engine, progress) -> {
            Image image = workshop.bringIn(request, progress);
            System.out.println(image.path());
            return ExitCode.GOOD;
        });
    }

    /** The last part of a path or name, without what says how it is packed. */
    static String nameOf(String source) {
        String plain = source.replaceFirst("/+$", "").replaceFirst("@sha256:[0-9a-f]+$", "");
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        return last.replaceFirst("(\\.tar)?\\.(gz|xz|zst)$", "")
                .replaceFirst("\\.(tar|tgz|txz|img|ext[234]|raw)$", "")
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
    }
}
