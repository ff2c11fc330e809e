// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.archive;

import org.dozen.engine.image.StartConfig;
import org.dozen.engine.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A container image in an OCI layout or as {@code docker save} writes it: its layers, lowest first,
 * and what it says of how it is started.
 */
public final class ContainerImage {
    private static final int MOST_DESCRIPTION = 4 << 20;
    private static final int MOST_NESTING = 4;
    private static final int MOST_LAYERS = 1000;

    /**
     * A layer.
     *
     * @param file its name among the blobs
     * @param digest of the file as it is; empty if nobody said
     * @param content digest of the unpacked archive; empty if nobody said
     */
    private record Layer(String file, String digest, String content) {}

    private final Blobs blobs;
    private final List<Layer> layers = new ArrayList<>();
    private StartConfig start = StartConfig.NONE;

    private ContainerImage(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Whether these are the files of a container image. */
    public static boolean isOne(Blobs blobs) {
        return blobs.has("index.json") || blobs.has("manifest.json");
    }

    /**
     * Finds the image among the blobs.
     *
     * @param wanted name or tag, where there are several; may be empty
     * @throws ArchiveException if there is none, several, or none for this processor
     */
    public static ContainerImage find(Blobs blobs, String wanted) throws IOException {
        ContainerImage image = new ContainerImage(blobs);
        if (blobs.has("index.json")) {
            image.fromIndex(json(description(blobs, "index.json", "")), wanted, 0);
        } else {
            image.fromManifests(json(description(blobs, "manifest.json", "")), wanted);
        }
        if (image.layers.size() > MOST_LAYERS) {
            throw new ArchiveException("it has more than " + MOST_LAYERS + " layers");
        }
        return image;
    }

    /**
     * The image that a manifest describes.
     *
     * @param digest of the manifest among the blobs, {@code sha256:...}
     */
    public static ContainerImage ofManifest(Blobs blobs, String digest) throws IOException {
        ContainerImage image = new ContainerImage(blobs);
        image.fromManifest(digest, 0);
        return image;
    }

    /** Where an OCI layout keeps what has this digest. */
    public static String file(String digest) throws ArchiveException {
        if (!digest.matches("[a-z0-9]+:[0-9a-f]{32,128}")) {
            throw new ArchiveException("it is damaged: \"" + shortly(digest) + "\" is no digest");
        }
        return "blobs/" + digest.replace(':', '/');
    }

    private static String shortly(String text) {
        return text.substring(0, Math.min(80, text.length())).replaceAll("\\p{Cntrl}", "?");
    }

    private static byte[] description(Blobs blobs, String file, String digest) throws IOException {
        try (MeasuredStream in = new MeasuredStream(blobs.open(file), ignored -> {})) {
            byte[] bytes = in.readNBytes(MOST_DESCRIPTION + 1);
            if (bytes.length > MOST_DESCRIPTION) {
                throw new ArchiveException("a description in it has more than 4 MiB");
            }
            check(digest, in.digest(), file);
            return bytes;
        }
    }

    private static void check(String said, String found, String file) throws ArchiveException {
        if (said.startsWith("sha256:") && !said.equals(found)) {
            throw new ArchiveException(
                    "it is damaged: the checksum of " + file + " is wrong, so not what was meant");
        }
    }

    // ---- an OCI layout

    private void fromIndex(Json index, String wanted, int depth) throws IOException {
        List<Json> fitting = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Json each : index.get("manifests").items()) {
            String name = each.get("annotations").get("org.opencontainers.image.ref.name").text();
            String platform = each.get("platform").get("architecture").text();
            if (!platform.isEmpty() && !platform.equals("amd64")) {
                continue;
            }
            if (depth == 0 && !wanted.isEmpty() && !matches(name, wanted)) {
                names.add(name);
                continue;
            }
            fitting.add(each);
            names.add(name);
        }
        if (fitting.isEmpty()) {
            throw new ArchiveException(
                    names.isEmpty()
                            ? "it has no image for this processor (amd64)"
                            : "it has no image \""
                                    + shortly(wanted)
                                    + "\"; there are: "
                                    + shortly(String.join(", ", names)));
        }
        if (fitting.size() > 1 && depth == 0) {
            throw new ArchiveException(
                    "it has several images, name one with --ref: "
                            + shortly(String.join(", ", names)));
        }
        fromManifest(fitting.getFirst().get("digest").text(), depth + 1);
    }

    private static boolean matches(String name, String wanted) {
        return name.equals(wanted) || name.endsWith(":" + wanted) || wanted.endsWith(":" + name);
    }

    private void fromManifest(String digest, int depth) throws IOException {
        if (depth > MOST_NESTING) {
            throw new ArchiveException("it is damaged: its lists lead to each other");
        }
        Json manifest = json(description(blobs, file(digest), digest));
        if (manifest.get("manifests").isThere()) {
            fromIndex(manifest, "", depth);
            return;
        }
        String configDigest = manifest.get("config").get("digest").text();
        Json config = json(description(blobs, file(configDigest), configDigest));
        List<String> contents = config.get("rootfs").get("diff_ids").texts();
        List<Json> described = manifest.get("layers").items();
        for (int i = 0; i < described.size(); i++) {
            String layer = described.get(i).get("digest").text();
            String type = described.get(i).get("mediaType").text();
            if (!type.isEmpty() && !type.contains("tar")) {
                throw new ArchiveException(
                        "it is not a container's file system but holds " + shortly(type));
            }
            layers.add(new Layer(file(layer), layer, i < contents.size() ? contents.get(i) : ""));
        }
        takeConfig(config);
    }

    // ---- docker save

    private void fromManifests(Json manifests, String wanted) throws IOException {
        List<Json> fitting = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Json each : manifests.items()) {
            List<String> tags = each.get("RepoTags").texts();
            names.addAll(tags);
            if (wanted.isEmpty() || tags.stream().anyMatch(tag -> matches(tag, wanted))) {
                fitting.add(each);
            }
        }
        if (fitting.size() != 1) {
            throw new ArchiveException(
                    (fitting.isEmpty() ? "it has no image of this name" : "it has several images")
                            + "; name one with --ref: "
                            + shortly(String.join(", ", names)));
        }
        Json config = json(description(blobs, plain(fitting.getFirst().get("Config").text()), ""));
        List<String> contents = config.get("rootfs").get("diff_ids").texts();
        List<String> files = fitting.getFirst().get("Layers").texts();
        for (int i = 0; i < files.size(); i++) {
            layers.add(
                    new Layer(plain(files.get(i)), "", i < contents.size() ? contents.get(i) : ""));
        }
        takeConfig(config);
    }

    private static String plain(String file) throws ArchiveException {
        return EntryPath.of(file);
    }

    private void takeConfig(Json config) throws ArchiveException {
        String processor = config.get("architecture").text().toLowerCase(Locale.ROOT);
        if (!processor.isEmpty() && !processor.equals("amd64")) {
            throw new ArchiveException(
                    "it is for another processor: " + shortly(processor) + ", not amd64");
        }
        start = startOf(config.get("config"));
    }

    private static Json json(byte[] bytes) throws ArchiveException {
        return Json.parse(bytes)
                .orElseThrow(
                        () -> new ArchiveException("it is damaged: its description is no JSON"));
    }

    private static StartConfig startOf(Json config) {
        List<String> words = new ArrayList<>(config.get("Entrypoint").texts());
        words.addAll(config.get("Cmd").texts());
        return new StartConfig(
                List.copyOf(words),
                config.get("Env").texts().stream().filter(each -> each.contains("=")).toList(),
                config.get("WorkingDir").text(),
                config.get("User").text());
    }

    // ---- what is in it

    /** How it is started. */
    public StartConfig start() {
        return start;
    }

    /** Bytes of all layers as they are kept. */
    public long size() throws IOException {
        long sum = 0;
        for (Layer layer : layers) {
            sum += blobs.size(layer.file());
        }
        return sum;
    }

    /**
     * Writes all layers.
     *
     * @param progress is told how many bytes of {@link #size} were read; may throw to stop
     * @throws ArchiveException if one is not what it should be
     */
    public void write(LayerWriter to, LongConsumer progress) throws IOException {
        long before = 0;
        for (Layer layer : layers) {
            long base = before;
            try (MeasuredStream stored =
                            new MeasuredStream(
                                    blobs.open(layer.file()),
                                    count -> progress.accept(base + count));
                    InputStream plain = Compression.unpacked(stored);
                    MeasuredStream tar = new MeasuredStream(plain, ignored -> {})) {
                to.write(tar, true);
                tar.drain();
                check(layer.content(), tar.digest(), layer.file());
                stored.drain();
                check(layer.digest(), stored.digest(), layer.file());
                before += stored.count();
            }
        }
    }

    /** Digests of the layers, for whoever has to fetch them first. */
    public static List<String> layersOf(Json manifest) {
        return manifest.get("layers").items().stream()
                .map(layer -> layer.get("digest").text())
                .toList();
    }

    /** The manifest for this processor in a list of them; empty if there is none. */
    public static Optional<String> choose(Json index) {
        return index.get("manifests").items().stream()
                .filter(each -> {
                    String os = each.get("platform").get("os").text();
                    String processor = each.get("platform").get("architecture").text();
                    return (os.isEmpty() || os.equals("linux"))
                            && (processor.isEmpty() || processor.equals("amd64"));
                })
                .map(each -> each.get("digest").text())
                .findFirst();
    }
}
